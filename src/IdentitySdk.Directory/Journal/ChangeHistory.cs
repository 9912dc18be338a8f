namespace IdentitySdk.Directories;

/// <summary>What a journal says of each change.</summary>
internal sealed class ChangeHistory
{
    private readonly Dictionary<int, Entry> _entries = [];

    public ChangeHistory(IEnumerable<JournalRecord> records)
    {
        foreach (var record in records)
        {
            Add(record);
        }
    }

    /// <summary>The changes that were intended or have an outcome.</summary>
    public IEnumerable<KeyValuePair<int, Entry>> Entries => _entries;

    public Entry Of(int change) => _entries.TryGetValue(change, out var entry) ? entry : Entry.None;

    private void Add(JournalRecord record)
    {
        switch (record)
        {
            case JournalRecord.Intent intent:
                // The first image is the one before all attempts.
                var earlier = Of(intent.Change);
                _entries[intent.Change] = new Entry(earlier.Intent ?? intent, intent.Time, null);
                break;
            case JournalRecord.Outcome { Result: ChangeOutcome.NotAttempted } outcome:
                _entries.Remove(outcome.Change);
                break;
            case JournalRecord.Outcome outcome:
                _entries[outcome.Change] = Of(outcome.Change) with { Outcome = outcome };
                break;
        }
    }

    /// <summary>What is known of a change.</summary>
    /// <param name="Intent">The first intent that may have been carried out; null if there is none.</param>
    /// <param name="LastTry">When the last one was written.</param>
    /// <param name="Outcome">What came of it; null if that is not known.</param>
    internal sealed record Entry(JournalRecord.Intent? Intent, DateTimeOffset LastTry, JournalRecord.Outcome? Outcome)
    {
        public static Entry None { get; } = new(null, default, null);

        /// <summary>Whether nothing is left to do.</summary>
        public bool IsFinal => Outcome is { Result: not ChangeOutcome.Unknown };

        /// <summary>What is known after an attempt of this run whose outcome is not known.</summary>
        public Entry AsOpen(PlannedChange change, DateTimeOffset time) => this with
        {
            Intent = Intent ?? new(time, change.Number, change.Kind, change.Key, change.UserId, change.State, change.Before, change.After),
            LastTry = time,
        };

        /// <summary>Whether it was sent, or may have been, and is not settled.</summary>
        public bool IsOpen => Intent is not null && !IsFinal;
    }
}
