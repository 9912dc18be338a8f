namespace IdentitySdk.Directories;

/// <summary>One change of a plan.</summary>
public sealed class PlannedChange
{
    internal PlannedChange(int number, ChangeKind kind, string key, string? userId, UserState? state, UserValues before, UserValues after) =>
        (Number, Kind, Key, UserId, State, Before, After) = (number, kind, key, userId, state, before, after);

    /// <summary>The number of the change in the plan, from 1.</summary>
    public int Number { get; }

    /// <summary>The kind of the change.</summary>
    public ChangeKind Kind { get; }

    /// <summary>The key of the user, as written in the source or in the directory.</summary>
    public string Key { get; }

    /// <summary>The id of the user; null for a creation.</summary>
    public string? UserId { get; }

    /// <summary>The state before the change; null for a creation, and after an activation that can lead to several states.</summary>
    public UserState? State { get; }

    /// <summary>The key and the managed attributes before the change; empty for a creation.</summary>
    public UserValues Before { get; }

    /// <summary>The attributes that the change writes.</summary>
    public UserValues After { get; }

    /// <summary>Whether the person loses access.</summary>
    public bool LosesAccess => Kind is ChangeKind.Suspend or ChangeKind.Deactivate or ChangeKind.Delete;

    /// <summary>The action of this change; null for a creation and an update.</summary>
    internal UserAction? Action => Kind switch
    {
        ChangeKind.Activate => UserAction.Activate,
        ChangeKind.Resume => UserAction.Resume,
        ChangeKind.Suspend => UserAction.Suspend,
        ChangeKind.Deactivate => UserAction.Deactivate,
        ChangeKind.Delete => UserAction.Delete,
        _ => null,
    };

    /// <summary>Returns the kind and the number only: everything else is personal data.</summary>
    public override string ToString() => $"{Kind} {Number}";

    internal static ChangeKind KindOf(UserAction action) => action switch
    {
        UserAction.Activate => ChangeKind.Activate,
        UserAction.Resume => ChangeKind.Resume,
        UserAction.Suspend => ChangeKind.Suspend,
        UserAction.Deactivate => ChangeKind.Deactivate,
        _ => ChangeKind.Delete,
    };
}
