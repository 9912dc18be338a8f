namespace IdentitySdk.Testing;

/// <summary>A fault to inject into a request. Immutable; it can be used any number of times.</summary>
public sealed class Fault
{
    private Fault(FaultKind kind) => Kind = kind;

    /// <summary>The vendor's response to an expired access token; every token issued so far is revoked.</summary>
    public static Fault ExpireToken { get; } = new(FaultKind.ExpireToken);

    /// <summary>
    /// The vendor's response over its rate limit, with 0 remaining in the headers
    /// (Okta: 429 E0000047; OneLogin: 400 <c>rate_limit_exceeded</c>).
    /// </summary>
    public static Fault RateLimited { get; } = new(FaultKind.RateLimited);

    /// <summary>The request is processed, but only half of the response body is sent before the connection closes.</summary>
    public static Fault TruncatedBody { get; } = new(FaultKind.TruncatedBody);

    /// <summary>A list page whose next cursor differs from the requested one but leads to the same page again.</summary>
    public static Fault DuplicatePage { get; } = new(FaultKind.DuplicatePage);

    /// <summary>A list page without items whose next cursor leads to the items it should have contained.</summary>
    public static Fault EmptyMiddlePage { get; } = new(FaultKind.EmptyMiddlePage);

    /// <summary>
    /// A list page whose next cursor is the requested one.
    /// The first page is requested without a cursor, so use this fault for two requests, or from the second request on.
    /// </summary>
    public static Fault CursorLoop { get; } = new(FaultKind.CursorLoop);

    /// <summary>The request is processed and its response is lost: the connection is reset before any byte of the response is sent.</summary>
    public static Fault LostResponse { get; } = new(FaultKind.LostResponse);

    /// <summary>A sign-in page with status 200, as a proxy sends it; the request is not processed.</summary>
    public static Fault SignInPage { get; } = Status(
        200, "<!DOCTYPE html><html><head><title>Sign in</title></head><body><form action=\"/login\"><input name=\"user\"></form></body></html>", "text/html");

    /// <summary>A 404 of a gateway, not in the vendor's shape; the request is not processed.</summary>
    public static Fault GatewayNotFound { get; } = Status(404, """{"status":404,"message":"Resource not found"}""");

    internal FaultKind Kind { get; }

    internal int StatusCode { get; private init; }

    internal TimeSpan DelayBy { get; private init; }

    internal ResetPoint Point { get; private init; }

    internal Uri? Target { get; private init; }

    internal FixedResponse? Response { get; private init; }

    internal IReadOnlyList<KeyValuePair<string, string>> Headers { get; private set; } = [];

    /// <summary>The vendor's error response of this status; the request is not processed.</summary>
    public static Fault Status(int status) => new(FaultKind.Status) { StatusCode = status };

    /// <summary>A response with this status and body; the request is not processed.</summary>
    public static Fault Status(int status, string body, string contentType = "application/json") =>
        new(FaultKind.Status) { StatusCode = status, Response = new(body, contentType) };

    /// <summary>A proxy's HTML page; the request is not processed.</summary>
    public static Fault Html(int status = 502) =>
        Status(status, $"<html><head><title>{status}</title></head><body><h1>{status}</h1><hr>proxy</body></html>", "text/html");

    /// <summary>A response without a body and without the vendor's headers; the request is not processed.</summary>
    public static Fault EmptyBody(int status = 200) =>
        new(FaultKind.Status) { StatusCode = status, Response = new("", null) };

    /// <summary>Resets the connection. With <see cref="ResetPoint.BeforeResponse"/> the request is not processed.</summary>
    public static Fault Reset(ResetPoint point = ResetPoint.BeforeResponse) => new(FaultKind.Reset) { Point = point };

    /// <summary>Delays the response, by the emulator's clock.</summary>
    public static Fault Delay(TimeSpan delay) => new(FaultKind.Delay) { DelayBy = delay };

    /// <summary>
    /// Sends the body in four pieces, with this delay before each by the emulator's clock. Without a connection all delays precede the response.
    /// </summary>
    public static Fault Slow(TimeSpan delay) => new(FaultKind.Slow) { DelayBy = delay };

    /// <summary>A list page whose link to the next page points to another host. No effect on Agilicus, which sends no links.</summary>
    /// <param name="target">Scheme, host and port of that host; default <c>https://foreign.invalid</c>.</param>
    public static Fault ForeignNextLink(Uri? target = null) =>
        new(FaultKind.ForeignNextLink) { Target = target ?? new Uri("https://foreign.invalid") };

    /// <summary>The same fault with a header added to the response, or replaced in it.</summary>
    public Fault WithHeader(string name, string value)
    {
        var copy = (Fault)MemberwiseClone();
        copy.Headers = [.. Headers, new(name, value)];
        return copy;
    }

    /// <inheritdoc/>
    public override string ToString() => Kind == FaultKind.Status ? $"{Kind} {StatusCode}" : Kind.ToString();
}
