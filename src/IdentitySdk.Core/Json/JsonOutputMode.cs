namespace IdentitySdk.Core;

/// <summary>What a writer does with JSON that is written as it came, and with strings that hold half of a surrogate pair.</summary>
internal enum JsonOutputMode
{
    /// <summary>A request body: raw JSON is copied, and half of a pair that a caller has set is an <see cref="UnpairedSurrogateException"/>.</summary>
    Body,

    /// <summary>JSON that the SDK itself reads again: raw JSON is copied, and half of a pair is written as an escape.</summary>
    Copy,

    /// <summary>Another's writer: every string goes through its encoder, and half of a pair is written as an escape.</summary>
    Host,
}
