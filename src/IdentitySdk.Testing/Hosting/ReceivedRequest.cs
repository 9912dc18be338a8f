namespace IdentitySdk.Testing.Hosting;

/// <summary>A request as it arrived, whether over a connection or in the process.</summary>
/// <param name="Method">The verb.</param>
/// <param name="Target">Path and query, still percent-encoded.</param>
/// <param name="Origin">Scheme, host and port.</param>
/// <param name="Headers">Headers by name, case-insensitive.</param>
/// <param name="Content">The body, as far as it was read.</param>
internal sealed record ReceivedRequest(string Method, string Target, string Origin, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Content)
{
    /// <summary>Whether the request has a <c>Content-Length</c> or <c>Transfer-Encoding</c> header.</summary>
    public bool HasBodyLength { get; init; }

    /// <summary>Whether the body is longer than the emulator reads.</summary>
    public bool IsTooLarge { get; init; }
}
