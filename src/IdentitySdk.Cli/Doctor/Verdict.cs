namespace IdentitySdk.Cli.Doctor;

/// <summary>How something is.</summary>
internal enum Verdict
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>It works, with something to know.</summary>
    Warning,

    /// <summary>It does not work.</summary>
    Failed,
}
