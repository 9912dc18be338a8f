namespace IdentitySdk.Core;

/// <summary>The rules of a specification that apply to a request body.</summary>
internal enum BodyRules
{
    /// <summary>All rules.</summary>
    Whole,

    /// <summary>A partial update: required members may be missing.</summary>
    Partial,

    /// <summary>A full replacement: values may come from a response and are not checked, except for secrets, which no response holds.</summary>
    Replacement,
}
