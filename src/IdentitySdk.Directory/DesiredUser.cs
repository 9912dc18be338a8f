namespace IdentitySdk.Directories;

/// <summary>A person as the source describes them. Attributes that the source does not specify are left unchanged.</summary>
/// <param name="values">The attribute values; they can also be set through the properties.</param>
public sealed class DesiredUser(UserValues? values = null) : UserData(values)
{
    /// <summary>
    /// The desired state: <see cref="UserState.Active"/>, <see cref="UserState.Suspended"/> or <see cref="UserState.Deactivated"/>.
    /// Default null: the person exists, and the state is left unchanged.
    /// </summary>
    /// <exception cref="ArgumentException">The state is another one, which a source cannot request.</exception>
    public UserState? State
    {
        get;
        init => field = value is null or UserState.Active or UserState.Suspended or UserState.Deactivated
            ? value
            : throw new ArgumentException($"A source can request Active, Suspended or Deactivated, not {value}.", nameof(value));
    }

    /// <summary>The person's position in the source, such as <c>line 12</c>, for error messages.</summary>
    public string? Origin { get; init; }
}
