namespace IdentitySdk.Core;

/// <summary>Which members a writer writes, and how it treats received JSON and unpaired surrogates.</summary>
[Flags]
internal enum ModelWriterMode
{
    /// <summary>A host's writer: all members; every string goes through the writer's encoder, and an unpaired surrogate is written as an escape.</summary>
    Host = 0,

    /// <summary>A request body: raw JSON is copied, and an unpaired surrogate in a string that a caller set throws an <see cref="UnpairedSurrogateException"/>.</summary>
    Body = 1,

    /// <summary>Without members that only the server sets.</summary>
    WithoutReadOnly = 2,

    /// <summary>Without unmapped members, except in types of which the vendor has further members.</summary>
    WithoutUnmapped = 4,
}
