namespace IdentitySdk.Directories;

/// <summary>What a journal contains about each change.</summary>
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

    public IEnumerable<KeyValuePair<int, Entry>> Entries => _entries;

    public Entry Of(int number) => _entries.TryGetValue(number, out var entry) ? entry : Entry.None;

    private void Add(JournalRecord record)
    {
        switch (record)
        {
            case JournalRecord.Intent intent:
                // The first intent has the values from before all attempts.
                var number = intent.Change.Number;
                _entries[number] = new Entry(Of(number).Intent ?? intent, intent.Time, null);
                break;
            case JournalRecord.Outcome { Result: ChangeOutcome.NotAttempted } outcome:
                _entries.Remove(outcome.Number);
                break;
            case JournalRecord.Outcome outcome:
                _entries[outcome.Number] = Of(outcome.Number) with { Outcome = outcome };
                break;
        }
    }

    /// <summary>What is known of one change.</summary>
    /// <param name="Intent">The first intent that may have been carried out; null if there is none.</param>
    /// <param name="LastAttempt">When the last intent was written.</param>
    /// <param name="Outcome">The outcome; null if it is not known.</param>
    internal sealed record Entry(JournalRecord.Intent? Intent, DateTimeOffset LastAttempt, JournalRecord.Outcome? Outcome)
    {
        public static Entry None { get; } = new(null, default, null);

        /// <summary>Whether nothing is left to do.</summary>
        public bool IsFinal => Outcome is { Result: not ChangeOutcome.Unknown };

        /// <summary>Whether the change may have been sent and has no final outcome.</summary>
        public bool IsOpen => Intent is not null && !IsFinal;

        /// <summary>The entry after an attempt of the current run with an unknown outcome.</summary>
        public Entry AsOpen(PlannedChange change, DateTimeOffset time) => this with { Intent = Intent ?? new(time, change), LastAttempt = time };
    }
}
