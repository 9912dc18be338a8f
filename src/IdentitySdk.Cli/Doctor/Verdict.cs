namespace IdentitySdk.Cli.Doctor;

/// <summary>The verdict of a check.</summary>
internal enum Verdict
{
    /// <summary>No problem.</summary>
    Ok,

    /// <summary>It works, with a limitation.</summary>
    Warning,

    /// <summary>It does not work.</summary>
    Failed,
}
