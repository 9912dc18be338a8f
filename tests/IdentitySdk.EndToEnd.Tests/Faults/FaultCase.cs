namespace IdentitySdk.Tests;

/// <summary>One line of the fault table.</summary>
/// <param name="Name">The fault.</param>
/// <param name="Answers">How each attempt is answered, by its number from 1.</param>
/// <param name="Outcome">What comes of it for every vendor: the exception's type, or <c>value</c>; with the number of attempts.</param>
internal sealed record FaultCase(string Name, Func<int, FaultScript> Answers, string Outcome)
{
    private const string Value = "{\"id\":1}";

    /// <summary>How often .NET's transport sends a request by itself when its connection is closed without a word; on .NET 8 and later the SDK forbids it.</summary>
#if NETSTANDARD_BUILD
    private const int SendsWhenClosed = 4;
#else
    private const int SendsWhenClosed = 1;
#endif

    public FaultCase(string name, FaultScript script, string outcome)
        : this(name, _ => script, outcome)
    {
    }

    /// <summary>One GET of one user, with two retries, a cap of 64 KiB and a time-out of five seconds.</summary>
    public static IEnumerable<FaultCase> All { get; } =
    [
        new("no fault", Script.Answer(200, Value), "value, 1"),
        new("reset before the headers", Script.ResetAfter(""), "TransportException, 3"),
        new("reset during the headers", Script.ResetAfter("HTTP/1.1 200 OK\r\nContent-Le"), "TransportException, 3"),
        new("reset during the body", Script.ResetAfter(Script.Head(200, "Content-Length: 100") + "{\"id\""), "TransportException, 3"),
        new("reset once, then an answer", number => number == 1 ? Script.ResetAfter("") : Script.Answer(200, Value), "value, 2"),
        new("closed without a word", Script.Raw(""), $"TransportException, {3 * SendsWhenClosed}"),
        new("Content-Length too large", Script.Raw(Script.Head(200, "Content-Length: 100") + Value), "TransportException, 3"),
        new("Content-Length too small", Script.Raw(Script.Head(200, "Content-Length: 4") + Value), "InvalidResponseException, 1"),
        new("chunk length is no number", Script.Raw(Script.Head(200, "Transfer-Encoding: chunked") + "zz\r\n{}\r\n"), "TransportException, 3"),
        new("chunks break off", Script.Raw(Script.Head(200, "Transfer-Encoding: chunked") + "8\r\n{\"id\""), "TransportException, 3"),
        new("no HTTP at all", Script.Raw("SSH-2.0-jane@example.com\r\n\r\n"), "TransportException, 3"),
        new("header with a bare CR", Script.Raw("HTTP/1.1 200 OK\r\nX-A: jane@example.com\rX-B: c\r\nContent-Length: 8\r\nConnection: close\r\n\r\n" + Value), "value, 1"),
        new("truncated JSON", Script.Answer(200, "{\"id\":"), "InvalidResponseException, 1"),
        new("empty 200", Script.Answer(200, ""), "InvalidResponseException, 1"),
        new("204 where a value is promised", Script.Raw("HTTP/1.1 204 X\r\nConnection: close\r\n\r\n"), "InvalidResponseException, 1"),
        new("null where a value is promised", Script.Answer(200, "null"), "InvalidResponseException, 1"),
        new("HTML with 200", Script.Answer(200, "<html>jane@example.com</html>"), "InvalidResponseException, 1"),
        new("HTML 502", Script.Answer(502, "<html>bad gateway</html>"), "ServerException, 3"),
        new("empty 503", Script.Answer(503, ""), "ServerException, 3"),
        new("503, then an answer", number => number < 3 ? Script.Answer(503, "") : Script.Answer(200, Value), "value, 3"),
        new("501", Script.Answer(501, ""), "ServerException, 1"),
        new("429 without headers", Script.Answer(429, "<html></html>"), "RateLimitedException, 3"),
        new("429 with Retry-After 0", number => number == 1 ? Script.Answer(429, "", "Retry-After: 0") : Script.Answer(200, Value), "value, 2"),
        new("429 that asks for an hour", Script.Answer(429, "", "Retry-After: 3600"), "RateLimitedException, 1"),
        new("429 with a body that breaks off", Script.ResetAfter(Script.Head(429, "Content-Length: 100") + "{"), "RateLimitedException, 3"),
        new("400 with a body that breaks off", Script.ResetAfter(Script.Head(400, "Content-Length: 100") + "{"), "InvalidRequestException, 3"),
        new("404 that breaks off once, then an answer", number => number == 1 ? Script.ResetAfter(Script.Head(404, "Content-Length: 100") + "{") : Script.Answer(200, Value), "value, 2"),
        new("401", Script.Answer(401, ""), "UnauthorizedException, 1"),
        new("redirect to another host", Script.Answer(302, "", "Location: https://evil.example/"), "InvalidResponseException, 1"),
        new("gzip bomb", Script.GzipBomb(32), "InvalidResponseException, 1"),
        new("gzip that is none", Script.Answer(200, "no gzip", "Content-Encoding: gzip"), "TransportException, 3"),
        new("1 GB announced", Script.Raw(Script.Head(200, "Content-Length: 1073741824") + "{"), "InvalidResponseException, 1"),
        new("a body without an end", Script.Endless(Script.Head(200, "Transfer-Encoding: chunked"), "8\r\n        \r\n"), "InvalidResponseException, 1"),
        new("headers without an end", Script.Endless("HTTP/1.1 200 OK\r\n", "X-A: jane@example.com\r\n"), "TransportException, 3"),
        new("invalid UTF-8", Script.Answer(200, [.. "{\"id\":\""u8, 0xff, 0xfe, .. "\"}"u8]), "InvalidResponseException, 1"),
        new("deeply nested JSON", Script.Answer(200, "{\"x\":" + new string('[', 10_000) + new string(']', 10_000) + "}"), "InvalidResponseException, 1"),
        new("two documents", Script.Answer(200, Value + Value), "InvalidResponseException, 1"),
        new("an array where an object is promised", Script.Answer(200, "[[7]]"), "InvalidResponseException, 1"),
        new("cookies are not kept", number => number == 1 ? Script.Answer(503, "", "Set-Cookie: a=b; Path=/") : Script.Answer(200, Value), "value, 2"),
    ];

    public override string ToString() => Name;
}
