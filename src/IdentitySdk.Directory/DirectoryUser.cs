namespace IdentitySdk.Directories;

/// <summary>A user of a directory.</summary>
/// <param name="id">The id, as text.</param>
/// <param name="state">The neutral state.</param>
/// <param name="values">The attribute values; they can also be set through the properties.</param>
public sealed class DirectoryUser(string id, UserState state, UserValues? values = null) : UserData(values)
{
    private readonly object? _source;

    /// <summary>The id, as text.</summary>
    public string Id { get; } = Arguments.NotEmpty(id, nameof(id));

    /// <summary>The neutral state.</summary>
    public UserState State { get; } = state;

    /// <summary>The vendor's own status, such as <c>PASSWORD_EXPIRED</c>.</summary>
    public string NativeStatus { get; init; } = state.ToString();

    /// <summary>When the user was created; null if the vendor does not report it.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>When the user was last changed; null if the vendor does not report it.</summary>
    public DateTimeOffset? Changed { get; init; }

    /// <summary>Sets the vendor's model that <see cref="Source{T}"/> returns.</summary>
    public object? NativeModel { init => _source = value; }

    /// <summary>Whether the user can sign in.</summary>
    public bool CanSignIn => State == UserState.Active;

    /// <summary>Gets the vendor's complete model that this user was read from.</summary>
    /// <typeparam name="T">The vendor's type, such as <c>IdentitySdk.Okta.User</c>.</typeparam>
    /// <returns>The model.</returns>
    /// <exception cref="InvalidOperationException">The user was not read from a model of this type.</exception>
    public T Source<T>()
        where T : class =>
        _source as T
        ?? throw new InvalidOperationException($"The user was read from {_source?.GetType().FullName ?? "no model"}, not from {typeof(T).FullName}.");
}
