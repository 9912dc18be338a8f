using System.Collections.Concurrent;

namespace IdentitySdk.Directories;

/// <summary>The shared state of a run.</summary>
internal sealed class ChangeContext(
    DirectoryPlan plan, IUserDirectory directory, ChangeJournal journal, ApplyOptions options, ProtectedUsers protectedUsers)
{
    private static readonly TimeSpan s_longestDelay = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<int, bool> _unknown = [];
    private int _waiting;

    public DirectoryPlan Plan => plan;

    public IUserDirectory Directory => directory;

    public ApplyOptions Options => options;

    public ProtectedUsers Protected => protectedUsers;

    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Writes an intent to the journal, with the current values of the managed attributes.</summary>
    public Task IntendAsync(PlannedChange change, DirectoryUser? user)
    {
        var before = user is null ? UserValues.Empty : user.Values.Only(plan.Manage.Append(plan.Match.Of).Distinct());
        return journal.AddAsync(new JournalRecord.Intent(
            journal.Now, new PlannedChange(change.Number, change.Kind, change.Key, change.UserId, user?.State, before, change.After)));
    }

    public Task RecordAsync(ChangeResult result) =>
        journal.AddAsync(new JournalRecord.Outcome(journal.Now, result.Change.Number, result.Outcome, result.UserId, result.Reason));

    /// <summary>How much of the consistency delay is left since a time. If the clock moved back, all of it is.</summary>
    public TimeSpan Left(DateTimeOffset since)
    {
        var passed = journal.Now - since;
        return passed < TimeSpan.Zero ? options.ConsistencyDelay : passed > options.ConsistencyDelay ? TimeSpan.Zero : options.ConsistencyDelay - passed;
    }

    /// <summary>Records that a change was sent and may have been carried out, whatever happens later in this run.</summary>
    public void MarkUnknown(PlannedChange change) => _unknown.TryAdd(change.Number, true);

    public bool IsUnknown(PlannedChange change) => _unknown.ContainsKey(change.Number);

    /// <summary>Waits for the vendor's rate limit.</summary>
    public Task WaitAsync(TimeSpan time, CancellationToken cancellationToken) => WaitAsync(async () =>
    {
        for (var left = time; left > TimeSpan.Zero; left -= s_longestDelay)
        {
            await options.TimeProvider.DelayAsync(left < s_longestDelay ? left : s_longestDelay, cancellationToken).ConfigureAwait(false);
        }

        return true;
    });

    /// <summary>Reads until the predicate accepts the user or the time has passed.</summary>
    public Task<(bool Held, DirectoryUser? User)> PollAsync(
        TimeSpan time, Func<Task<DirectoryUser?>> read, Func<DirectoryUser?, bool> predicate, CancellationToken cancellationToken) =>
        WaitAsync(() => UserDirectoryExtensions.PollAsync(options.TimeProvider, time, read, predicate, cancellationToken));

    private async Task<T> WaitAsync<T>(Func<Task<T>> wait)
    {
        Interlocked.Increment(ref _waiting);
        var start = options.TimeProvider.GetTimestamp();
        try
        {
            return await wait().ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
            DirectoryTelemetry.Waits.Record(options.TimeProvider.GetElapsedTime(start).TotalSeconds);
        }
    }
}
