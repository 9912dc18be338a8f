namespace IdentitySdk.Directories;

/// <summary>What came of a planned change.</summary>
public enum ChangeOutcome
{
    /// <summary>
    /// It was not tried, or certainly not carried out: the run ended before, or the directory was out of reach. The next run with the journal tries it.
    /// </summary>
    NotAttempted,

    /// <summary>It was carried out.</summary>
    Applied,

    /// <summary>The user was as wanted already. Nothing was written.</summary>
    AlreadySo,

    /// <summary>The user has changed since the plan was made. Nothing was written.</summary>
    Drifted,

    /// <summary>The vendor declined.</summary>
    Refused,

    /// <summary>It may have been carried out, and could not be settled. The next run with the journal looks again.</summary>
    Unknown,
}
