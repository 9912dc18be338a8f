namespace IdentitySdk.Directories;

/// <summary>The type of an attribute's values.</summary>
public enum AttributeType
{
    /// <summary>Text, not empty.</summary>
    Text,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A number.</summary>
    Number,

    /// <summary>An ordered list of texts, not empty.</summary>
    List,
}
