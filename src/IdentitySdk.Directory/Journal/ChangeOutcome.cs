namespace IdentitySdk.Directories;

/// <summary>The outcome of a planned change.</summary>
public enum ChangeOutcome
{
    /// <summary>
    /// The change was not carried out: the run ended before it, or the directory was unavailable. The next run with the journal tries it.
    /// </summary>
    NotAttempted,

    /// <summary>The change was carried out.</summary>
    Applied,

    /// <summary>The user already had the planned values or state. Nothing was written.</summary>
    AlreadySo,

    /// <summary>The user has changed since the plan was created. Nothing was written.</summary>
    Drifted,

    /// <summary>The vendor refused the change.</summary>
    Refused,

    /// <summary>The change may have been carried out, which could not be determined. The next run with the journal checks again.</summary>
    Unknown,
}
