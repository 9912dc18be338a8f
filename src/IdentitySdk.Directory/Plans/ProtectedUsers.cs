namespace IdentitySdk.Directories;

/// <summary>Users who are never changed, by id, login, email or key.</summary>
internal sealed class ProtectedUsers(IEnumerable<string> names, UserKey match)
{
    private readonly HashSet<string> _names = [.. names.Select(name => KeyText.Of(Arguments.NotEmpty(name, nameof(names)))!)];

    public bool Contains(DirectoryUser user) => _names.Count > 0 && (Contains(user.Id) || Contains(user.Values));

    public bool Contains(UserValues values) => Contains(values[UserAttribute.Login]) || Contains(values[UserAttribute.Email]) || Contains(values[match.Of]);

    public bool Contains(PlannedChange change) =>
        _names.Count > 0 && (Contains(change.Key) || Contains(change.UserId) || Contains(change.Before) || Contains(change.After));

    private bool Contains(AttributeValue value) => value.Text is { } text && Contains(text);

    private bool Contains(string? text) => text is not null && KeyText.Of(text) is { } key && _names.Contains(key);
}
