namespace IdentitySdk.Directories;

/// <summary>Creates a plan that reverts the applied changes of a journal.</summary>
internal sealed class UndoBuilder(JournalRecord.Start header, DirectoryCapabilities capabilities, UndoOptions options)
{
    private readonly ProtectedUsers _protected = new(options.Protected, header.Match);
    private readonly List<PlannedChange> _changes = [];
    private readonly List<SkippedUser> _skipped = [];

    public static async Task<DirectoryPlan> BuildAsync(
        ChangeJournal journal, IUserDirectory directory, UndoOptions options, CancellationToken cancellationToken)
    {
        if (journal.Header is not { } header || !journal.HasEnded)
        {
            throw new JournalException("The journal has no end line: it was truncated, or the run was interrupted and has to be completed first.");
        }

        Arguments.SameTenant("journal", header.Tenant, directory);
        var builder = new UndoBuilder(header, directory.Capabilities, options);
        var applied = builder.Applied(new ChangeHistory(journal.Records)).ToList();
        var ids = new HashSet<string>(applied.Select(change => change.UserId));
        var users = new Dictionary<string, DirectoryUser>();
        var inScope = 0;
        await foreach (var user in directory.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            inScope += user.State == UserState.Deactivated ? 0 : 1;
            if (ids.Contains(user.Id))
            {
                users[user.Id] = user;
            }
        }

        var plan = builder.Build(applied, users, inScope);
        plan.ThrowIfBlocked();
        return plan;
    }

    /// <summary>The applied changes, with the id of the user. Changes with an unknown outcome are skipped.</summary>
    private IEnumerable<(PlannedChange Change, string UserId)> Applied(ChangeHistory history)
    {
        foreach (var entry in history.Entries.OrderBy(entry => entry.Key).Select(entry => entry.Value).Where(entry => entry.Intent is not null))
        {
            var change = entry.Intent!.Change;
            if (entry.Outcome is { Result: ChangeOutcome.Applied } outcome)
            {
                yield return (change, outcome.UserId ?? change.UserId!);
            }
            else if (entry.Outcome is not { Result: ChangeOutcome.Refused or ChangeOutcome.Drifted or ChangeOutcome.AlreadySo })
            {
                _skipped.Add(new(change.Key, SkipReason.CannotUndo, "the outcome of the change is unknown"));
            }
        }
    }

    private DirectoryPlan Build(List<(PlannedChange Change, string UserId)> applied, Dictionary<string, DirectoryUser> users, int inScope)
    {
        foreach (var group in applied.GroupBy(item => item.UserId, item => item.Change).Reverse())
        {
            Add([.. group], users.TryGetValue(group.Key, out var user) ? user : null);
        }

        var planHeader = new PlanHeader(
            Guid.NewGuid().ToString("N"),
            options.TimeProvider.GetUtcNow(),
            header.Tenant,
            header.Match,
            header.Manage,
            [.. options.Protected],
            options.Guard,
            new PlanFigures(null, inScope, inScope, 0));
        return new DirectoryPlan(planHeader, _changes, _skipped);
    }

    private void Add(PlannedChange[] applied, DirectoryUser? user)
    {
        var key = applied[0].Key;
        if (user is null)
        {
            _skipped.Add(new(key, SkipReason.CannotUndo, "the user no longer exists"));
            return;
        }

        if (_protected.Contains(user))
        {
            _skipped.Add(new(key, SkipReason.Protected, "the user is protected"));
            return;
        }

        var values = applied.Aggregate(applied[0].Before, (all, change) => all.With(change.After));
        if (!DriftCheck.Has(user, values) || !IsInStateAfter(applied, user))
        {
            _skipped.Add(new(key, SkipReason.Drifted, "the user has changed since"));
            return;
        }

        UserState? state = user.State;
        foreach (var change in Enumerable.Reverse(applied))
        {
            (values, state) = Revert(change, user, values, state);
        }
    }

    private bool IsInStateAfter(PlannedChange[] applied, DirectoryUser user) =>
        applied.LastOrDefault(change => change.Action is not (null or UserAction.Delete)) is { } last
            ? capabilities.Find(last.Action!.Value)?.To.Contains(user.State) == true
            : applied[0].State is not { } before || before == user.State;

    /// <summary>Adds the change that reverts another one, and returns the values and the state of the user after it.</summary>
    private (UserValues Values, UserState? State) Revert(PlannedChange change, DirectoryUser user, UserValues values, UserState? state)
    {
        switch (change.Kind)
        {
            case ChangeKind.Update:
                var before = change.Before.Only(change.After.Attributes);
                _changes.Add(new PlannedChange(_changes.Count + 1, ChangeKind.Update, change.Key, user.Id, state, values, before));
                return (values.With(before), state);
            case ChangeKind.Create when options.Created == CreatedPolicy.Leave:
                return (values, state);
            default:
                return (values, RevertAction(change, user, values, state));
        }
    }

    private UserState? RevertAction(PlannedChange change, DirectoryUser user, UserValues values, UserState? state)
    {
        if (Opposite(change) is not { } action || capabilities.Find(action) is not { } definition || !IsPossible(definition, user, state))
        {
            _skipped.Add(new(change.Key, SkipReason.CannotUndo, $"{change.Kind} of a user that was {change.State?.ToString() ?? "missing"} cannot be undone"));
            return state;
        }

        _changes.Add(new PlannedChange(_changes.Count + 1, PlannedChange.KindOf(action), change.Key, user.Id, state, values, UserValues.Empty));
        return definition.To is [var only] ? only : null;
    }

    /// <summary>The vendor's own status is known only for the current state, not for one that an earlier change of the undo plan leads to.</summary>
    private static bool IsPossible(ActionDefinition definition, DirectoryUser user, UserState? state) =>
        state == user.State ? definition.AppliesTo(user) : state is not { } known || definition.From.Contains(known);

    private UserAction? Opposite(PlannedChange change) => change.Kind switch
    {
        ChangeKind.Create when options.Created == CreatedPolicy.Delete => UserAction.Delete,
        ChangeKind.Create => capabilities.Find(UserAction.Deactivate) is null ? UserAction.Suspend : UserAction.Deactivate,
        ChangeKind.Suspend => UserAction.Resume,
        ChangeKind.Resume => UserAction.Suspend,

        // Activating a user who could not sign in before could give more access than the change took.
        ChangeKind.Deactivate when change.State == UserState.Active => UserAction.Activate,
        ChangeKind.Activate when change.State == UserState.Deactivated => UserAction.Deactivate,
        _ => null,
    };
}
