namespace IdentitySdk.Directories;

/// <summary>The result of the read just before a write.</summary>
internal enum Drift
{
    /// <summary>The user is as it was when the plan was created.</summary>
    AsPlanned,

    /// <summary>The change is already done.</summary>
    AlreadySo,

    /// <summary>The user has changed since the plan was created.</summary>
    Drifted,
}

/// <summary>Compares a user with a planned change.</summary>
internal static class DriftCheck
{
    /// <param name="change">The change.</param>
    /// <param name="user">The user that was just read; null if there is none.</param>
    /// <param name="capabilities">The directory's capabilities.</param>
    /// <param name="wasSent">Whether the change may have been sent before. Some changes take two calls, of which only the first may have arrived.</param>
    public static Drift Of(PlannedChange change, DirectoryUser? user, DirectoryCapabilities capabilities, bool wasSent)
    {
        if (IsDone(change, user, capabilities))
        {
            return Drift.AlreadySo;
        }

        if (user is null || user.State == UserState.Unknown)
        {
            return Drift.Drifted;
        }

        var isState = change.State is null || user.State == change.State || (wasSent && change.Kind == ChangeKind.Delete);
        return isState && (wasSent ? HasEither(user, change) : Has(user, change.Before)) ? Drift.AsPlanned : Drift.Drifted;
    }

    private static bool HasEither(DirectoryUser user, PlannedChange change) => change.Before.All(item =>
        Has(user, UserValues.Of((item.Key, item.Value))) || (change.After.TryGet(item.Key, out var after) && Has(user, UserValues.Of((item.Key, after)))));

    public static bool IsDone(PlannedChange change, DirectoryUser? user, DirectoryCapabilities capabilities) => (change.Action, user) switch
    {
        (UserAction.Delete, null) => true,
        (_, null) or (UserAction.Delete, _) => false,
        ({ } action, _) => user.State != change.State && capabilities.Find(action)?.To.Contains(user.State) == true,
        _ => Has(user, change.After),
    };

    /// <summary>Whether a user has all values; a value of another type with the same content is the same.</summary>
    public static bool Has(DirectoryUser user, UserValues values) =>
        values.All(item => user.Values[item.Key] is var present && (present == item.Value || (present.Type is { } type && item.Value.As(type) == present)));
}
