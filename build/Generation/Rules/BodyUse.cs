namespace IdentitySdk.Generation;

/// <summary>How a request uses its body; the values are those of Core's <c>BodyRules</c>.</summary>
internal enum BodyUse
{
    /// <summary>A request as the client means it: everything the schema states holds.</summary>
    Whole,

    /// <summary>A partial update: what is required may be missing.</summary>
    Partial,

    /// <summary>A full replacement by a model that the server sends too: values may be the server's own, and are its own concern.</summary>
    Replacement,
}
