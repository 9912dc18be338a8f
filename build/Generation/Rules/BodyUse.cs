namespace IdentitySdk.Generation;

/// <summary>The use of a body in a request; the values match Core's <c>BodyRules</c>.</summary>
internal enum BodyUse
{
    /// <summary>Any other request: all rules of the schema apply.</summary>
    Whole,

    /// <summary>A partial update: required members may be missing.</summary>
    Partial,

    /// <summary>A full replacement by a model that responses contain too: values may come from the server and are not checked.</summary>
    Replacement,
}
