namespace IdentitySdk.Directories;

/// <summary>A person as a source wants it. Attributes that are not stated are left as they are.</summary>
/// <param name="values">Attributes with their values; properties can be set as well.</param>
public sealed class DesiredUser(UserValues? values = null) : UserData(values)
{
    /// <summary>
    /// The state that the source states: <see cref="UserState.Active"/>, <see cref="UserState.Suspended"/> or <see cref="UserState.Deactivated"/>.
    /// Default null: the person exists, and the state is left as it is.
    /// </summary>
    /// <exception cref="ArgumentException">Another state: nobody can be made pending or locked.</exception>
    public UserState? State
    {
        get;
        init => field = value is null or UserState.Active or UserState.Suspended or UserState.Deactivated
            ? value
            : throw new ArgumentException($"A source can ask for Active, Suspended or Deactivated, not for {value}.", nameof(value));
    }

    /// <summary>Where the person stands in the source, such as <c>line 12</c>: errors name it.</summary>
    public string? Origin { get; init; }
}
