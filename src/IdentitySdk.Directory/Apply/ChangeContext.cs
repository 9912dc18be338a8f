namespace IdentitySdk.Directories;

/// <summary>What applying one change needs.</summary>
internal sealed class ChangeContext(DirectoryPlan plan, IUserDirectory directory, ChangeJournal journal, ApplyOptions options, ProtectedUsers guarded)
{
    private static readonly TimeSpan s_longestDelay = TimeSpan.FromMinutes(1);

    private readonly HashSet<int> _open = [];
    private int _waiting;

    public DirectoryPlan Plan => plan;

    public IUserDirectory Directory => directory;

    public ApplyOptions Options => options;

    public ProtectedUsers Protected => guarded;

    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Puts an intent on the disk, with the managed attributes as they are now.</summary>
    public Task IntendAsync(PlannedChange change, DirectoryUser? user) => journal.AddAsync(new JournalRecord.Intent(
        journal.Now,
        change.Number,
        change.Kind,
        change.Key,
        change.UserId,
        user?.State,
        user is null ? UserValues.Empty : user.Values.Only(plan.Manage.Append(plan.Match.Of).Distinct()),
        change.After));

    public Task RecordAsync(ChangeResult result) =>
        journal.AddAsync(new JournalRecord.Outcome(journal.Now, result.Change.Number, result.Outcome, result.UserId, result.Reason));

    /// <summary>How much of the consistency delay is left since a time; a clock that went back counts as no time.</summary>
    public TimeSpan Left(DateTimeOffset since)
    {
        var passed = journal.Now - since;
        return passed < TimeSpan.Zero ? options.ConsistencyDelay : passed > options.ConsistencyDelay ? TimeSpan.Zero : options.ConsistencyDelay - passed;
    }

    /// <summary>Remembers that a change was sent and its outcome is not known: whatever comes after, it may have been carried out.</summary>
    public void LeaveOpen(PlannedChange change)
    {
        lock (_open)
        {
            _open.Add(change.Number);
        }
    }

    public bool IsLeftOpen(PlannedChange change)
    {
        lock (_open)
        {
            return _open.Contains(change.Number);
        }
    }

    /// <summary>Waits as long as the vendor wants to be left alone.</summary>
    public Task WaitAsync(TimeSpan time, CancellationToken cancellationToken) => WaitAsync(async () =>
    {
        for (var left = time; left > TimeSpan.Zero; left -= s_longestDelay)
        {
            await options.TimeProvider.DelayAsync(left < s_longestDelay ? left : s_longestDelay, cancellationToken).ConfigureAwait(false);
        }

        return true;
    });

    /// <summary>Reads until the predicate holds or the time has passed.</summary>
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
