namespace IdentitySdk.Core;

/// <summary>Which members a writer writes, and how it treats received JSON and strings with half of a surrogate pair.</summary>
[Flags]
internal enum ModelWriterMode
{
    /// <summary>A host's writer: all members; every string goes through the writer's encoder, and half of a pair is written as an escape.</summary>
    Host = 0,

    /// <summary>UTF-8 to be sent: raw JSON is copied, and half of a pair in a string that a caller set is an <see cref="UnpairedSurrogateException"/>.</summary>
    Body = 1,

    /// <summary>Without members that only the server sets.</summary>
    WithoutReadOnly = 2,

    /// <summary>Without unmapped members, except in types of which the vendor has further members.</summary>
    WithoutUnmapped = 4,
}
