namespace IdentitySdk.Testing.Forms;

/// <summary>What a value of a request breaks.</summary>
internal enum FormRule
{
    /// <summary>The body is not JSON, or not UTF-8.</summary>
    Malformed,

    /// <summary>A required parameter, member or body is missing.</summary>
    Required,

    /// <summary>The value has another type.</summary>
    Type,

    /// <summary>The value is null where that means nothing.</summary>
    Null,

    /// <summary>A text is too short or too long.</summary>
    Length,

    /// <summary>A number is too small.</summary>
    Minimum,

    /// <summary>A number is too large.</summary>
    Maximum,

    /// <summary>A list or map has too few or too many entries.</summary>
    Count,

    /// <summary>A date or a pattern is not met.</summary>
    Format,

    /// <summary>The value is none of those that exist.</summary>
    Enum,
}
