namespace IdentitySdk.Directories;

/// <summary>Makes a plan that takes back what a journal says was done.</summary>
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
            throw new JournalException("The journal has no end: it was cut, or the run was killed and has to go on first.");
        }

        if (header.Tenant != directory.Tenant)
        {
            throw new InvalidOperationException($"The journal is for {header.Tenant}, and the directory is {directory.Tenant}.");
        }

        var builder = new UndoBuilder(header, directory.Capabilities, options);
        var done = builder.Done(new ChangeHistory(journal.Records)).ToList();
        var ids = new HashSet<string>(done.Select(applied => applied.Id));
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

        var plan = builder.Build(done, users, directory.Tenant, inScope);
        plan.ThrowIfBlocked();
        return plan;
    }

    /// <summary>What was carried out, by user; what is not settled is listed.</summary>
    private IEnumerable<Applied> Done(ChangeHistory history)
    {
        foreach (var entry in history.Entries.OrderBy(entry => entry.Key).Select(entry => entry.Value).Where(entry => entry.Intent is not null))
        {
            if (entry.Outcome is { Result: ChangeOutcome.Applied } outcome)
            {
                yield return new Applied(entry.Intent!, outcome.UserId ?? entry.Intent!.UserId!);
            }
            else if (entry.Outcome is not { Result: ChangeOutcome.Refused or ChangeOutcome.Drifted or ChangeOutcome.AlreadySo })
            {
                _skipped.Add(new(entry.Intent!.Key, SkipReason.CannotUndo, "what came of the change is not known"));
            }
        }
    }

    private DirectoryPlan Build(List<Applied> done, Dictionary<string, DirectoryUser> users, string tenant, int inScope)
    {
        foreach (var group in done.GroupBy(applied => applied.Id).Reverse())
        {
            Add([.. group], users.TryGetValue(group.Key, out var user) ? user : null);
        }

        var planHeader = new PlanHeader(
            PlanHeader.NewId(),
            options.TimeProvider.GetUtcNow(),
            tenant,
            header.Match,
            header.Manage,
            [.. options.Protected],
            options.Guard,
            new PlanFigures(null, inScope, inScope, 0));
        return new DirectoryPlan(planHeader, _changes, _skipped);
    }

    private void Add(Applied[] done, DirectoryUser? user)
    {
        var key = done[0].Intent.Key;
        if (user is null)
        {
            _skipped.Add(new(key, SkipReason.CannotUndo, "there is no such user any more"));
            return;
        }

        if (_protected.Contains(user))
        {
            _skipped.Add(new(key, SkipReason.Protected, "the user is protected"));
            return;
        }

        var image = done.Aggregate(done[0].Intent.Before, (values, applied) => values.With(applied.Intent.After));
        if (!DriftCheck.Has(user, image) || !IsInStateAfter(done, user))
        {
            _skipped.Add(new(key, SkipReason.Drifted, "the user has changed since"));
            return;
        }

        UserState? state = user.State;
        foreach (var intent in Enumerable.Reverse(done).Select(applied => applied.Intent))
        {
            (image, state) = TakeBack(intent, user, image, state);
        }
    }

    private bool IsInStateAfter(Applied[] done, DirectoryUser user) =>
        done.LastOrDefault(applied => ActionOf(applied.Intent.Kind) is not null) is { } last
            ? capabilities.Find(ActionOf(last.Intent.Kind)!.Value)?.To.Contains(user.State) == true
            : done[0].Intent.State is not { } before || before == user.State;

    /// <summary>Adds the change that takes back another, and says how the user is then.</summary>
    private (UserValues Image, UserState? State) TakeBack(JournalRecord.Intent intent, DirectoryUser user, UserValues image, UserState? state)
    {
        switch (intent.Kind)
        {
            case ChangeKind.Update:
                var values = intent.Before.Only(intent.After.Attributes);
                _changes.Add(new PlannedChange(_changes.Count + 1, ChangeKind.Update, intent.Key, user.Id, state, image, values));
                return (image.With(values), state);
            case ChangeKind.Create when options.Created == CreatedPolicy.Leave:
                return (image, state);
            default:
                return (image, Act(intent, user, image, state));
        }
    }

    private UserState? Act(JournalRecord.Intent intent, DirectoryUser user, UserValues image, UserState? state)
    {
        if (Opposite(intent) is not { } action || capabilities.Find(action) is not { } definition || !IsPossible(definition, user, state))
        {
            _skipped.Add(new(intent.Key, SkipReason.CannotUndo, $"{intent.Kind} of a user that was {intent.State?.ToString() ?? "not there"} cannot be undone"));
            return state;
        }

        _changes.Add(new PlannedChange(_changes.Count + 1, PlannedChange.KindOf(action), intent.Key, user.Id, state, image, UserValues.Empty));
        return definition.To is [var only] ? only : null;
    }

    /// <summary>In a state that an earlier change of the undoing leads to, the vendor's own status is not known yet.</summary>
    private static bool IsPossible(ActionDefinition definition, DirectoryUser user, UserState? state) =>
        state == user.State ? definition.AppliesTo(user) : state is not { } known || definition.From.Contains(known);

    private UserAction? Opposite(JournalRecord.Intent intent) => intent.Kind switch
    {
        ChangeKind.Create when options.Created == CreatedPolicy.Delete => UserAction.Delete,
        ChangeKind.Create => capabilities.Find(UserAction.Deactivate) is null ? UserAction.Suspend : UserAction.Deactivate,
        ChangeKind.Suspend => UserAction.Resume,
        ChangeKind.Resume => UserAction.Suspend,

        // Of one who could not sign in before, an activation may give more than was taken.
        ChangeKind.Deactivate when intent.State == UserState.Active => UserAction.Activate,
        ChangeKind.Activate when intent.State == UserState.Deactivated => UserAction.Deactivate,
        _ => null,
    };

    private static UserAction? ActionOf(ChangeKind kind) => kind switch
    {
        ChangeKind.Activate => UserAction.Activate,
        ChangeKind.Resume => UserAction.Resume,
        ChangeKind.Suspend => UserAction.Suspend,
        ChangeKind.Deactivate => UserAction.Deactivate,
        _ => null,
    };

    private sealed record Applied(JournalRecord.Intent Intent, string Id);
}
