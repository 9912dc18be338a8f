namespace IdentitySdk.Directories;

/// <summary>What the read just before a write shows.</summary>
internal enum Drift
{
    /// <summary>The user is as the plan has it.</summary>
    AsPlanned,

    /// <summary>The user is as wanted already.</summary>
    AlreadySo,

    /// <summary>The user is neither.</summary>
    Drifted,
}

/// <summary>Compares a user with a change. Decides and does nothing.</summary>
internal static class DriftCheck
{
    public static Drift Of(PlannedChange change, DirectoryUser? user, DirectoryCapabilities capabilities)
    {
        if (IsDone(change, user, capabilities))
        {
            return Drift.AlreadySo;
        }

        return user is not null && user.State != UserState.Unknown && (change.State is null || user.State == change.State) && Has(user, change.Before)
            ? Drift.AsPlanned
            : Drift.Drifted;
    }

    public static bool IsDone(PlannedChange change, DirectoryUser? user, DirectoryCapabilities capabilities) => (change.Action, user) switch
    {
        (UserAction.Delete, null) => true,
        (_, null) or (UserAction.Delete, _) => false,
        ({ } action, _) => user.State != change.State && capabilities.Find(action)?.To.Contains(user.State) == true,
        _ => Has(user, change.After),
    };

    /// <summary>Whether a user has all values; another type of the same content counts as the same.</summary>
    public static bool Has(DirectoryUser user, UserValues values) =>
        values.All(item => user.Values[item.Key] is var present && (present == item.Value || (present.Type is { } type && item.Value.As(type) == present)));
}
