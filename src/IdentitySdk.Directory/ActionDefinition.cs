namespace IdentitySdk.Directories;

/// <summary>How a directory supports an action.</summary>
/// <param name="action">The action.</param>
/// <param name="from">The states in which the action has an effect.</param>
/// <param name="to">The states that the action can lead to; empty for a deletion.</param>
public sealed class ActionDefinition(UserAction action, IEnumerable<UserState> from, IEnumerable<UserState> to)
{
    /// <summary>The action.</summary>
    public UserAction Action { get; } = action;

    /// <summary>The states in which the action has an effect.</summary>
    public IReadOnlyList<UserState> From { get; } = [.. from];

    /// <summary>The states that the action can lead to; empty for a deletion.</summary>
    public IReadOnlyList<UserState> To { get; } = [.. to];

    /// <summary>
    /// The vendor's own statuses in which it refuses the action, although they map to a state in <see cref="From"/>: for example Okta's
    /// <c>PASSWORD_EXPIRED</c> for a suspension. Default empty.
    /// </summary>
    public IReadOnlyList<string> ExceptStatuses { get; init; } = [];

    /// <summary>Whether the action has an effect on a user.</summary>
    public bool AppliesTo(DirectoryUser user) => From.Contains(Arguments.NotNull(user, nameof(user)).State) && !ExceptStatuses.Contains(user.NativeStatus);

    /// <inheritdoc/>
    public override string ToString() => $"{Action}: {FromText} → {string.Join(", ", To)}";

    private string FromText => string.Join(", ", From) + (ExceptStatuses.Count > 0 ? $" (not {string.Join(", ", ExceptStatuses)})" : "");
}
