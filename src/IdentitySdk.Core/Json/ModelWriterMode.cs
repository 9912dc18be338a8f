namespace IdentitySdk.Core;

/// <summary>What a writer does with JSON that is written as it came, and with strings that hold half of a surrogate pair.</summary>
internal enum ModelWriterMode
{
    /// <summary>A request body: raw JSON is copied, and half of a pair that a caller has set is an <see cref="UnpairedSurrogateException"/>.</summary>
    Body,

    /// <summary>Anything else, a host's writer first of all: every string goes through the writer's encoder, and half of a pair is written as an escape.</summary>
    Host,
}
