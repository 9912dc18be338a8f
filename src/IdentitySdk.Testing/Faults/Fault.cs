namespace IdentitySdk.Testing;

/// <summary>One thing that goes wrong with one request. Immutable; use it as often as you like.</summary>
public sealed class Fault
{
    private Fault(FaultKind kind) => Kind = kind;

    /// <summary>The request is answered as the vendor words a lost or ended access token, and every token issued so far is revoked.</summary>
    public static Fault ExpireToken { get; } = new(FaultKind.ExpireToken);

    /// <summary>
    /// The vendor's answer over its rate limit, with an empty budget in the headers
    /// (Okta: 429 E0000047; OneLogin: 400 <c>rate_limit_exceeded</c>).
    /// </summary>
    public static Fault RateLimited { get; } = new(FaultKind.RateLimited);

    /// <summary>The request is carried out, and half of the answer's body arrives before the connection ends.</summary>
    public static Fault TruncatedBody { get; } = new(FaultKind.TruncatedBody);

    /// <summary>A list page whose next cursor differs from the one asked with but leads to the same page again.</summary>
    public static Fault DuplicatePage { get; } = new(FaultKind.DuplicatePage);

    /// <summary>A list page without items whose next cursor leads to the items it should have had.</summary>
    public static Fault EmptyMiddlePage { get; } = new(FaultKind.EmptyMiddlePage);

    /// <summary>
    /// A list page whose next cursor is the very one it was asked with.
    /// A first page has none: use it for two requests, or from the second on.
    /// </summary>
    public static Fault CursorLoop { get; } = new(FaultKind.CursorLoop);

    internal FaultKind Kind { get; }

    internal int StatusCode { get; private init; }

    internal TimeSpan DelayBy { get; private init; }

    internal ResetPoint Point { get; private init; }

    internal Uri? Target { get; private init; }

    internal FixedResponse? Response { get; private init; }

    internal IReadOnlyList<KeyValuePair<string, string>> Headers { get; private init; } = [];

    /// <summary>The request is not carried out; the vendor's own body and headers for this status answer it.</summary>
    public static Fault Status(int status) => new(FaultKind.Status) { StatusCode = status };

    /// <summary>The request is not carried out; this answers it.</summary>
    public static Fault Status(int status, string body, string contentType = "application/json") =>
        new(FaultKind.Status) { StatusCode = status, Response = new(body, contentType) };

    /// <summary>The request is not carried out; a proxy's HTML page answers it.</summary>
    public static Fault Html(int status = 502) =>
        Status(status, $"<html><head><title>{status}</title></head><body><h1>{status}</h1><hr>proxy</body></html>", "text/html");

    /// <summary>The request is not carried out; an answer without a body and vendor headers comes back.</summary>
    public static Fault EmptyBody(int status = 200) =>
        new(FaultKind.Status) { StatusCode = status, Response = new("", null) };

    /// <summary>The connection is reset. Only <see cref="ResetPoint.BeforeResponse"/> leaves the request undone.</summary>
    public static Fault Reset(ResetPoint point = ResetPoint.BeforeResponse) => new(FaultKind.Reset) { Point = point };

    /// <summary>The answer comes this much later, by the emulator's clock.</summary>
    public static Fault Delay(TimeSpan delay) => new(FaultKind.Delay) { DelayBy = delay };

    /// <summary>A list page whose link to the next page points to another host. Agilicus sends no links, so nothing changes there.</summary>
    /// <param name="target">Scheme, host and port of that host; default <c>https://foreign.invalid</c>.</param>
    public static Fault ForeignNextLink(Uri? target = null) =>
        new(FaultKind.ForeignNextLink) { Target = target ?? new Uri("https://foreign.invalid") };

    /// <summary>The same fault with a header added to the answer, or replaced in it.</summary>
    public Fault WithHeader(string name, string value) => new(Kind)
    {
        StatusCode = StatusCode,
        DelayBy = DelayBy,
        Point = Point,
        Target = Target,
        Response = Response,
        Headers = [.. Headers, new(name, value)],
    };

    /// <inheritdoc/>
    public override string ToString() => Kind == FaultKind.Status ? $"{Kind} {StatusCode}" : Kind.ToString();
}
