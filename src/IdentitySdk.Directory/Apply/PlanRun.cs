namespace IdentitySdk.Directories;

/// <summary>One run of a plan: checks, then users side by side, each one's changes one after the other.</summary>
internal sealed class PlanRun
{
    private static readonly TimeSpan s_shortestWait = TimeSpan.FromSeconds(1);

    private readonly ChangeContext _context;
    private readonly ChangeJournal _journal;
    private readonly ChangeHistory _history;
    private readonly ChangeOfUser _changeOfUser;
    private readonly ChangeOfNobody _changeOfNobody;
    private readonly RunLog _log;
    private readonly ChangeResult[] _results;
    private readonly object _gate = new();
    private int _failuresOnEnd;
    private string? _stopped;

    private PlanRun(ChangeContext context, ChangeJournal journal, IProgress<ApplyProgress>? progress)
    {
        (_context, _journal) = (context, journal);
        _history = new ChangeHistory(journal.Records);
        _changeOfUser = new ChangeOfUser(context);
        _changeOfNobody = new ChangeOfNobody(context);
        _log = new RunLog(context, progress, context.Plan.Changes.Count(change => _history.Of(change.Number).IsFinal));
        _results = [.. context.Plan.Changes.Select(change => new ChangeResult(change, ChangeOutcome.NotAttempted, change.UserId))];
    }

    public static async Task<ApplyResult> RunAsync(
        DirectoryPlan plan,
        IUserDirectory directory,
        ChangeJournal journal,
        ApplyOptions options,
        IProgress<ApplyProgress>? progress,
        CancellationToken cancellationToken)
    {
        var guarded = RunChecks.Require(plan, directory, journal, options);
        cancellationToken.ThrowIfCancellationRequested();
        using var use = journal.Use();
        if (journal.Header is null)
        {
            var start = new JournalRecord.Start(journal.Now, plan.Digest, plan.Tenant, plan.Match, plan.Manage, plan.Changes.Count);
            await journal.AddAsync(start).ConfigureAwait(false);
        }

        var context = new ChangeContext(plan, directory, journal, options, guarded);
        return await new PlanRun(context, journal, progress).RunAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<ApplyResult> RunAsync(CancellationToken cancellationToken)
    {
        using var activity = DirectoryTelemetry.Activities.StartActivity("apply plan");
        _log.Started();
        var users = new Queue<PlannedChange[]>(
            _context.Plan.Changes.GroupBy(change => change.UserId ?? $"\n{change.Number}").Select(group => group.ToArray()));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var workers = Enumerable.Range(0, Math.Min(_context.Options.Concurrency, Math.Max(1, users.Count))).Select(_ => WorkAsync(users, stop)).ToArray();
        try
        {
            await Task.WhenAll(workers).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await _journal.AddAsync(new JournalRecord.End(_journal.Now, IsComplete: false)).ConfigureAwait(false);
            throw;
        }

        var result = new ApplyResult(_results, _stopped);
        await _journal.AddAsync(new JournalRecord.End(_journal.Now, result.IsComplete)).ConfigureAwait(false);
        _log.Ended(result);
        return result;
    }

    private async Task WorkAsync(Queue<PlannedChange[]> users, CancellationTokenSource stop)
    {
        try
        {
            while (_stopped is null && Next(users) is { } changes)
            {
                stop.Token.ThrowIfCancellationRequested();
                await ApplyAsync(changes, stop.Token).ConfigureAwait(false);
            }
        }
        catch
        {
            // The others end too: the first exception is the one that counts.
            stop.Cancel();
            throw;
        }
    }

    private PlannedChange[]? Next(Queue<PlannedChange[]> users)
    {
        lock (_gate)
        {
            return users.Count > 0 ? users.Dequeue() : null;
        }
    }

    private async Task ApplyAsync(PlannedChange[] changes, CancellationToken cancellationToken)
    {
        ChangeResult? before = null;
        foreach (var change in changes)
        {
            var past = _history.Of(change.Number);
            var result = past.IsFinal ? new ChangeResult(change, past.Outcome!.Result, past.Outcome.UserId, past.Outcome.Reason)
                : before is { Outcome: ChangeOutcome.Refused or ChangeOutcome.Drifted }
                    ? new ChangeResult(change, before.Outcome, change.UserId, "the change before it was not made")
                : await TryAsync(change, past, cancellationToken).ConfigureAwait(false);
            _results[change.Number - 1] = result;
            if (!past.IsFinal)
            {
                await _context.RecordAsync(result).ConfigureAwait(false);
                Note(result);
            }

            if (result.Outcome is ChangeOutcome.NotAttempted or ChangeOutcome.Unknown || _stopped is not null)
            {
                // What comes after it for this user is planned on top of it.
                return;
            }

            before = result;
        }
    }

    /// <summary>Tries a change, and again after every wait that the vendor's rate limit asks for.</summary>
    private async Task<ChangeResult> TryAsync(PlannedChange change, ChangeHistory.Entry past, CancellationToken cancellationToken)
    {
        for (var left = _context.Options.MaxRateLimitWait; ;)
        {
            var result = await TryOnceAsync(change, past, cancellationToken).ConfigureAwait(false);
            if (result.Exception is not DirectoryException { Error: DirectoryError.Unavailable, RetryAfter: { } wait } || wait > left)
            {
                return result;
            }

            wait = wait < s_shortestWait ? s_shortestWait : wait;
            left -= wait;
            await _context.WaitAsync(wait, cancellationToken).ConfigureAwait(false);
            past = _context.IsLeftOpen(change) ? past.AsOpen(change, _journal.Now) : past;
        }
    }

    private async Task<ChangeResult> TryOnceAsync(PlannedChange change, ChangeHistory.Entry past, CancellationToken cancellationToken)
    {
        try
        {
            return change.Kind == ChangeKind.Create
                ? await _changeOfNobody.ApplyAsync(change, past, cancellationToken).ConfigureAwait(false)
                : await _changeOfUser.ApplyAsync(change, past, cancellationToken).ConfigureAwait(false);
        }
        catch (DirectoryException exception)
        {
            var outcome = _context.IsLeftOpen(change) ? ChangeOutcome.Unknown : Outcome(exception, past);
            return new(change, outcome, change.UserId, exception.Message) { Exception = exception };
        }
        catch (Exception exception) when (exception is NotSupportedException or ArgumentException)
        {
            return new(change, ChangeOutcome.Refused, change.UserId, exception.Message) { Exception = exception };
        }
    }

    /// <summary>A change of an earlier run that cannot be looked at now stays unknown.</summary>
    private static ChangeOutcome Outcome(DirectoryException exception, ChangeHistory.Entry past) => exception.Error switch
    {
        DirectoryError.OutcomeUnknown => ChangeOutcome.Unknown,
        DirectoryError.Unavailable => past.IsOpen ? ChangeOutcome.Unknown : ChangeOutcome.NotAttempted,
        _ => ChangeOutcome.Refused,
    };

    private void Note(ChangeResult result)
    {
        _log.Done(result);
        lock (_gate)
        {
            _failuresOnEnd = result.Outcome is ChangeOutcome.Refused or ChangeOutcome.NotAttempted or ChangeOutcome.Unknown ? _failuresOnEnd + 1 : 0;
            if (_failuresOnEnd >= _context.Options.MaxFailuresOnEnd && _stopped is null)
            {
                _stopped = $"{_failuresOnEnd} changes on end were refused or failed";
                _log.Stopped(_stopped);
            }
        }
    }
}
