namespace IdentitySdk.Core;

/// <summary>How a writer treats received JSON, and strings with half of a surrogate pair.</summary>
internal enum ModelWriterMode
{
    /// <summary>A request body: raw JSON is copied, and half of a pair in a string that a caller set is an <see cref="UnpairedSurrogateException"/>.</summary>
    Body,

    /// <summary>Anything else, such as a host's writer: every string goes through the writer's encoder, and half of a pair is written as an escape.</summary>
    Host,
}
