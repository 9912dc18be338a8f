using IdentitySdk.Testing;

namespace IdentitySdk.Tests;

/// <summary>One row of the table of list faults: a fault in a list of 52 users on six pages, and the outcome for each vendor.</summary>
/// <param name="Name">The fault.</param>
/// <param name="Plan">Plans the fault; the address is the server's own.</param>
/// <param name="OneLogin">The number of users returned, and the exception that ends the list, if any.</param>
/// <param name="Okta">The same for Okta.</param>
/// <param name="Agilicus">The same for Agilicus.</param>
internal sealed record ListFaultCase(string Name, Action<FaultPlan, Uri> Plan, string OneLogin, string Okta, string Agilicus)
{
    private const string All52 = "52 users";

    private ListFaultCase(string name, Action<FaultPlan> plan, string outcome)
        : this(name, (faults, _) => plan(faults), outcome, outcome, outcome)
    {
    }

    public static IEnumerable<ListFaultCase> All { get; } =
    [
        new("no fault", _ => { }, All52),
        new("empty first page", faults => At(faults, 1, Fault.EmptyMiddlePage), All52),
        new("empty middle page", faults => At(faults, 3, Fault.EmptyMiddlePage), All52),
        new("three empty pages in a row", faults => At(faults, 3, Fault.EmptyMiddlePage, times: 3), All52),
        new("empty last page", faults => At(faults, 6, Fault.EmptyMiddlePage), All52),

        // A new cursor to the same rows looks like rows that exist twice: they are returned as received.
        new("duplicate page", faults => At(faults, 3, Fault.DuplicatePage), "62 users, 10 of them twice"),
        new("cursor loop", faults => At(faults, 3, Fault.CursorLoop), "30 users, InvalidResponseException"),
        new("next link to another host",
            ForeignLink(own => new UriBuilder(own) { Host = "foreign.invalid" }.Uri), All52, "20 users, InvalidResponseException", All52),
        new("next link to another scheme",
            ForeignLink(own => new UriBuilder(own) { Scheme = "https" }.Uri), All52, "20 users, InvalidResponseException", All52),
        new("next link to another port",
            ForeignLink(own => new UriBuilder(own) { Port = own.Port == 9 ? 10 : 9 }.Uri), All52, "20 users, InvalidResponseException", All52),
        new("page without a body", faults => At(faults, 3, Fault.EmptyBody()), "20 users, InvalidResponseException"),
        new("empty object as a page", faults => At(faults, 3, Fault.Status(200, "{}")), "20 users, InvalidResponseException"),
        new("null as a page", faults => At(faults, 3, Fault.Status(200, "null")), "20 users, InvalidResponseException"),
        new("HTML as a page", faults => At(faults, 3, Fault.Html(200)), "20 users, InvalidResponseException"),
        new("page truncated once", faults => At(faults, 3, Fault.TruncatedBody), All52),
        new("page always truncated", faults => At(faults, 3, Fault.TruncatedBody, times: 100), "20 users, TransportException"),
        new("connection reset at a page once", faults => At(faults, 3, Fault.Reset()), All52),
        new("HTML 502 at a page, always", faults => At(faults, 3, Fault.Html(), times: 100), "20 users, ServerException"),
        new("429 storm without headers", faults => At(faults, 3, Fault.Html(429), times: 100), "20 users, RateLimitedException"),

        // OneLogin's message is "No Route Exists": the request is wrong, and no resource is missing.
        new("404 at a page",
            (faults, _) => At(faults, 3, Fault.Status(404)), "20 users, InvalidRequestException", "20 users, NotFoundException", "20 users, NotFoundException"),
        new("403 at a page", faults => At(faults, 3, Fault.Status(403)), "20 users, ForbiddenException"),
    ];

    public string Outcome(string vendor) => vendor switch
    {
        "OneLogin" => OneLogin,
        "Okta" => Okta,
        _ => Agilicus,
    };

    public override string ToString() => Name;

    /// <summary>Plans a fault for the request with this number and later ones; token requests do not count.</summary>
    public static void At(FaultPlan faults, int number, Fault fault, int times = 1)
    {
        var requests = 0;
        faults.When(request => !request.IsTokenRequest && ++requests >= number, fault, times);
    }

    private static Action<FaultPlan, Uri> ForeignLink(Func<Uri, Uri> target) => (faults, own) => At(faults, 3, Fault.ForeignNextLink(target(own)));
}
