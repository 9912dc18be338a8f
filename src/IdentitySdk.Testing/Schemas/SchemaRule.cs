namespace IdentitySdk.Testing.Schemas;

/// <summary>The rule of a schema that a value breaks.</summary>
internal enum SchemaRule
{
    /// <summary>The body is not JSON, or not UTF-8.</summary>
    Malformed,

    /// <summary>A required parameter, member or body is missing.</summary>
    Required,

    Type,

    /// <summary>The value is null, and the schema is not nullable.</summary>
    Null,

    /// <summary>The length of a string.</summary>
    Length,

    Minimum,

    Maximum,

    /// <summary>The number of entries in an array or map.</summary>
    Count,

    /// <summary>The pattern of a string, or the format of a date.</summary>
    Format,

    Enum,
}
