using System.Collections.Concurrent;

namespace IdentitySdk.Directories;

/// <summary>One run of a plan. Users are changed concurrently, the changes of one user in order.</summary>
internal sealed class PlanRun
{
    private static readonly TimeSpan s_shortestWait = TimeSpan.FromSeconds(1);

    private readonly ChangeContext _context;
    private readonly ChangeJournal _journal;
    private readonly ChangeHistory _history;
    private readonly ChangeExecutor _changeExecutor;
    private readonly CreateExecutor _createExecutor;
    private readonly RunReporter _reporter;
    private readonly ChangeResult[] _results;
    private readonly object _gate = new();
    private int _consecutiveFailures;
    private string? _stopped;

    private PlanRun(ChangeContext context, ChangeJournal journal, IProgress<ApplyProgress>? progress)
    {
        (_context, _journal) = (context, journal);
        _history = new ChangeHistory(journal.Records);
        _changeExecutor = new ChangeExecutor(context);
        _createExecutor = new CreateExecutor(context);
        _reporter = new RunReporter(context, progress, context.Plan.Changes.Count(change => _history.Of(change.Number).IsFinal));
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
        var protectedUsers = RunChecks.Require(plan, directory, journal, options);
        cancellationToken.ThrowIfCancellationRequested();
        using var use = journal.Use();
        if (journal.Header is null)
        {
            var start = new JournalRecord.Start(journal.Now, plan.Digest, plan.Tenant, plan.Match, plan.Manage, plan.Changes.Count);
            await journal.AddAsync(start).ConfigureAwait(false);
        }

        var context = new ChangeContext(plan, directory, journal, options, protectedUsers);
        return await new PlanRun(context, journal, progress).RunAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<ApplyResult> RunAsync(CancellationToken cancellationToken)
    {
        using var activity = DirectoryTelemetry.Activities.StartActivity("apply plan");
        _reporter.Started();
        var users = new ConcurrentQueue<PlannedChange[]>(
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
        _reporter.Ended(result);
        return result;
    }

    private async Task WorkAsync(ConcurrentQueue<PlannedChange[]> users, CancellationTokenSource stop)
    {
        try
        {
            while (_stopped is null && users.TryDequeue(out var changes))
            {
                stop.Token.ThrowIfCancellationRequested();
                await ApplyAsync(changes, stop.Token).ConfigureAwait(false);
            }
        }
        catch
        {
            // Stop the other workers too: the first exception is the one to report.
            stop.Cancel();
            throw;
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
                    ? new ChangeResult(change, before.Outcome, change.UserId, "the previous change of this user was not made")
                : await TryAsync(change, past, cancellationToken).ConfigureAwait(false);
            _results[change.Number - 1] = result;
            if (!past.IsFinal)
            {
                await _context.RecordAsync(result).ConfigureAwait(false);
                Report(result);
            }

            if (result.Outcome is ChangeOutcome.NotAttempted or ChangeOutcome.Unknown || _stopped is not null)
            {
                // The later changes of this user are planned on top of this one.
                return;
            }

            before = result;
        }
    }

    /// <summary>Tries a change, and again after each wait that the vendor's rate limit requires.</summary>
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
            past = _context.IsUnknown(change) ? past.AsOpen(change, _journal.Now) : past;
        }
    }

    private async Task<ChangeResult> TryOnceAsync(PlannedChange change, ChangeHistory.Entry past, CancellationToken cancellationToken)
    {
        try
        {
            return change.Kind == ChangeKind.Create
                ? await _createExecutor.ApplyAsync(change, past, cancellationToken).ConfigureAwait(false)
                : await _changeExecutor.ApplyAsync(change, past, cancellationToken).ConfigureAwait(false);
        }
        catch (DirectoryException exception)
        {
            var outcome = _context.IsUnknown(change) ? ChangeOutcome.Unknown : Outcome(exception, past);
            return new(change, outcome, change.UserId, exception.Message) { Exception = exception };
        }
        catch (Exception exception) when (exception is NotSupportedException or ArgumentException)
        {
            return new(change, ChangeOutcome.Refused, change.UserId, exception.Message) { Exception = exception };
        }
    }

    /// <summary>An open change of an earlier run stays unknown while the directory is unavailable.</summary>
    private static ChangeOutcome Outcome(DirectoryException exception, ChangeHistory.Entry past) => exception.Error switch
    {
        DirectoryError.OutcomeUnknown => ChangeOutcome.Unknown,
        DirectoryError.Unavailable => past.IsOpen ? ChangeOutcome.Unknown : ChangeOutcome.NotAttempted,
        _ => ChangeOutcome.Refused,
    };

    private void Report(ChangeResult result)
    {
        _reporter.Done(result);
        lock (_gate)
        {
            var hasFailed = result.Outcome is ChangeOutcome.Refused or ChangeOutcome.NotAttempted or ChangeOutcome.Unknown;
            _consecutiveFailures = hasFailed ? _consecutiveFailures + 1 : 0;
            if (_consecutiveFailures >= _context.Options.MaxFailuresOnEnd && _stopped is null)
            {
                _stopped = $"{_consecutiveFailures} consecutive changes were refused or failed";
                _reporter.Stopped(_stopped);
            }
        }
    }
}
