namespace IdentitySdk.Core;

/// <summary>Which of a specification's rules hold for a request body.</summary>
internal enum BodyRules
{
    /// <summary>All: the client means the body as it is.</summary>
    Whole,

    /// <summary>A partial update: required members may be missing.</summary>
    Partial,

    /// <summary>A full replacement: values may be the server's own, read and sent back, and are not judged; only secrets never come from there.</summary>
    Replacement,
}
