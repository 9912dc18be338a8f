namespace IdentitySdk.Tests;

/// <summary>One row of the fault table.</summary>
/// <param name="Name">The fault.</param>
/// <param name="Responses">The response to each attempt, by its number from 1.</param>
/// <param name="Outcome">The outcome for every vendor: the exception's type, or <c>value</c>, and the number of attempts.</param>
internal sealed record FaultCase(string Name, Func<int, FaultScript> Responses, string Outcome)
{
    private const string Value = "{\"id\":1}";

    /// <summary>How often .NET's transport itself sends a request whose connection closes without a response. On .NET 8 and later, the SDK prevents this.</summary>
#if NETSTANDARD_BUILD
    private const int SendsAfterClose = 4;
#else
    private const int SendsAfterClose = 1;
#endif

    public FaultCase(string name, FaultScript script, string outcome)
        : this(name, _ => script, outcome)
    {
    }

    /// <summary>One GET of one user, with two retries and a cap of 64 KiB.</summary>
    public static IEnumerable<FaultCase> All { get; } =
    [
        new("no fault", Script.Respond(200, Value), "value, 1"),
        new("reset before the headers", Script.ResetAfter(""), "TransportException, 3"),
        new("reset during the headers", Script.ResetAfter("HTTP/1.1 200 OK\r\nContent-Le"), "TransportException, 3"),
        new("reset during the body", Script.ResetAfter(Script.Head(200, "Content-Length: 100") + "{\"id\""), "TransportException, 3"),
        new("reset once, then a response", number => number == 1 ? Script.ResetAfter("") : Script.Respond(200, Value), "value, 2"),
        new("closed without a response", Script.Raw(""), $"TransportException, {3 * SendsAfterClose}"),
        new("Content-Length too large", Script.Raw(Script.Head(200, "Content-Length: 100") + Value), "TransportException, 3"),
        new("Content-Length too small", Script.Raw(Script.Head(200, "Content-Length: 4") + Value), "InvalidResponseException, 1"),
        new("invalid chunk length", Script.Raw(Script.Head(200, "Transfer-Encoding: chunked") + "zz\r\n{}\r\n"), "TransportException, 3"),
        new("truncated chunks", Script.Raw(Script.Head(200, "Transfer-Encoding: chunked") + "8\r\n{\"id\""), "TransportException, 3"),
        new("not HTTP", Script.Raw("SSH-2.0-jane@example.com\r\n\r\n"), "TransportException, 3"),
        new("header with a bare CR",
            Script.Raw("HTTP/1.1 200 OK\r\nX-A: jane@example.com\rX-B: c\r\nContent-Length: 8\r\nConnection: close\r\n\r\n" + Value), "value, 1"),
        new("truncated JSON", Script.Respond(200, "{\"id\":"), "InvalidResponseException, 1"),
        new("empty 200", Script.Respond(200, ""), "InvalidResponseException, 1"),
        new("204 where a value is expected", Script.Raw("HTTP/1.1 204 X\r\nConnection: close\r\n\r\n"), "InvalidResponseException, 1"),
        new("null where a value is expected", Script.Respond(200, "null"), "InvalidResponseException, 1"),
        new("HTML with 200", Script.Respond(200, "<html>jane@example.com</html>"), "InvalidResponseException, 1"),
        new("HTML 502", Script.Respond(502, "<html>bad gateway</html>"), "ServerException, 3"),
        new("empty 503", Script.Respond(503, ""), "ServerException, 3"),
        new("503, then a response", number => number < 3 ? Script.Respond(503, "") : Script.Respond(200, Value), "value, 3"),
        new("501", Script.Respond(501, ""), "ServerException, 1"),
        new("429 without headers", Script.Respond(429, "<html></html>"), "RateLimitedException, 3"),
        new("429 with Retry-After 0", number => number == 1 ? Script.Respond(429, "", "Retry-After: 0") : Script.Respond(200, Value), "value, 2"),
        new("429 with Retry-After of an hour", Script.Respond(429, "", "Retry-After: 3600"), "RateLimitedException, 1"),
        new("429 with a truncated body", Script.ResetAfter(Script.Head(429, "Content-Length: 100") + "{"), "RateLimitedException, 3"),
        new("400 with a truncated body", Script.ResetAfter(Script.Head(400, "Content-Length: 100") + "{"), "InvalidRequestException, 3"),
        new("404 truncated once, then a response",
            number => number == 1 ? Script.ResetAfter(Script.Head(404, "Content-Length: 100") + "{") : Script.Respond(200, Value), "value, 2"),
        new("401", Script.Respond(401, ""), "UnauthorizedException, 1"),
        new("redirect to another host", Script.Respond(302, "", "Location: https://evil.example/"), "InvalidResponseException, 1"),
        new("gzip bomb", Script.GzipBomb(32), "InvalidResponseException, 1"),
        new("invalid gzip", Script.Respond(200, "no gzip", "Content-Encoding: gzip"), "TransportException, 3"),
        new("429 with invalid brotli", Script.Respond(429, "no brotli", "Content-Encoding: br"), "RateLimitedException, 3"),
        new("Content-Length of 1 GB", Script.Raw(Script.Head(200, "Content-Length: 1073741824") + "{"), "InvalidResponseException, 1"),
        new("endless body", Script.Endless(Script.Head(200, "Transfer-Encoding: chunked"), "8\r\n        \r\n"), "InvalidResponseException, 1"),
        new("endless headers", Script.Endless("HTTP/1.1 200 OK\r\n", "X-A: jane@example.com\r\n"), "TransportException, 3"),
        new("invalid UTF-8", Script.Respond(200, [.. "{\"id\":\""u8, 0xff, 0xfe, .. "\"}"u8]), "InvalidResponseException, 1"),
        new("deeply nested JSON", Script.Respond(200, "{\"x\":" + new string('[', 10_000) + new string(']', 10_000) + "}"), "InvalidResponseException, 1"),
        new("two documents", Script.Respond(200, Value + Value), "InvalidResponseException, 1"),
        new("array where an object is expected", Script.Respond(200, "[[7]]"), "InvalidResponseException, 1"),
        new("cookie set by an attempt", number => number == 1 ? Script.Respond(503, "", "Set-Cookie: a=b; Path=/") : Script.Respond(200, Value), "value, 2"),
    ];

    public override string ToString() => Name;
}
