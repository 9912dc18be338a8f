namespace IdentitySdk.Directories;

/// <summary>The type of an attribute's values.</summary>
public enum AttributeType
{
    /// <summary>Text; never empty.</summary>
    Text,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A number.</summary>
    Number,

    /// <summary>Several texts in an order; never empty.</summary>
    List,
}
