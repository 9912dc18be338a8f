namespace IdentitySdk.Directories;

/// <summary>What a directory makes of an action.</summary>
/// <param name="action">The action.</param>
/// <param name="from">The states in which it has an effect.</param>
/// <param name="to">The states that it can lead to; none after a deletion.</param>
public sealed class ActionDefinition(UserAction action, IEnumerable<UserState> from, IEnumerable<UserState> to)
{
    /// <summary>The action.</summary>
    public UserAction Action { get; } = action;

    /// <summary>The states in which it has an effect.</summary>
    public IReadOnlyList<UserState> From { get; } = [.. from];

    /// <summary>The states that it can lead to; none after a deletion.</summary>
    public IReadOnlyList<UserState> To { get; } = [.. to];

    /// <inheritdoc/>
    public override string ToString() => $"{Action}: {string.Join(", ", From)} → {string.Join(", ", To)}";
}
