using Microsoft.Extensions.DependencyInjection;

namespace IdentitySdk.Tests;

/// <summary>One row of the table of a host's faults.</summary>
/// <param name="Name">The fault.</param>
/// <param name="Host">The host's configuration of the client.</param>
/// <param name="Responses">The response to each request, by its number from 1, the server's address and the vendor's name.</param>
/// <param name="Read">The outcome of a read for every vendor: the exception's type, or <c>value</c>, and the number of requests.</param>
/// <param name="Write">The outcome of every write of every vendor, and whether it is unknown.</param>
internal sealed record HostFault(string Name, HostSetup Host, Func<int, Uri, string, FaultScript> Responses, string Read, string Write)
{
    private const string Unknown = ", unknown";
    private const string Value = "{\"id\":1}";

    private static readonly HostSetup s_none = new("none");
    private static readonly HostSetup s_following = new("follows redirects", Options: options => options.Transport = new HttpClientHandler());

    /// <summary>How often each host sends a read: resilience retries three times, a policy twice.</summary>
    private static readonly int[] s_reads = [1, 1, 1, 1, 3, 4, 1, 2, 3, 3, 4 * 4 * 3];

    private static readonly Dictionary<string, string> s_notFound = new()
    {
        ["OneLogin"] = """{"status":{"error":true,"code":404,"type":"not found","message":"User for id 1 was not found"}}""",
        ["Okta"] = """{"errorCode":"E0000007","errorSummary":"Not found: Resource not found: 00u1 (User)","errorLink":"E0000007","errorId":"oae1","errorCauses":[]}""",
        ["Agilicus"] = """{"error_message":"No such user","error_code":"not_found"}""",
    };

    public HostFault(string name, HostSetup host, Func<int, FaultScript> responses, string read, string write)
        : this(name, host, (number, _, _) => responses(number), read, write)
    {
    }

    public static IEnumerable<HostFault> All { get; } =
    [
        new("no fault", s_none, _ => Respond(), "value, 1", "value, 1"),
        .. Policies("503", _ => Script.Respond(503, ""), "ServerException", inTransport: "TransportException"),
        .. Policies("connection lost", _ => Script.ResetAfter(""), "TransportException", inTransport: "TransportException"),
        .. from times in new[] { 2, 3 }
           from fault in new[]
           {
               new HostFault("", s_none, _ => Respond(), "value, 1", "value, 1"),
               new HostFault(", 503", s_none, _ => Script.Respond(503, ""), "ServerException, 3", "ServerException, 1" + Unknown),
               new HostFault(", connection lost", s_none, _ => Script.ResetAfter(""), "TransportException, 3", "TransportException, 1" + Unknown),
           }
           select fault with { Name = $"registered {times} times, two retries{fault.Name}", Host = Retrying with { Registrations = times } },
        Redirect("303 to a sign-in page, followed", 303, _ => "/login", "InvalidResponseException, 2", "InvalidResponseException, 2" + Unknown),
        Redirect("307 to a sign-in page, followed", 307, _ => "/login", "InvalidResponseException, 2", "TransportException, 1" + Unknown),
        Redirect("307 to another origin, followed", 307, address => $"http://localhost:{address.Port}/", "InvalidResponseException, 2", "TransportException, 1" + Unknown),
        new("303 to a sign-in page, not followed", s_none, _ => Script.Respond(303, "", "Location: /login"), "InvalidResponseException, 1", "InvalidResponseException, 1" + Unknown),
        new("handler rewrites the verb", Rewriting(request => request.Method = HttpMethod.Patch), _ => Respond(), "InvalidResponseException, 1", "InvalidResponseException, 1" + Unknown),
        new("handler rewrites the path", Rewriting(request => request.RequestUri = new Uri(request.RequestUri!, "/v2" + request.RequestUri!.PathAndQuery)), _ => Respond(),
            "InvalidResponseException, 1", "InvalidResponseException, 1" + Unknown),
        new("handler rewrites the origin", Gateway(isTrusted: false), _ => Respond(), "InvalidResponseException, 1", "InvalidResponseException, 1" + Unknown),
        new("handler rewrites the origin to a trusted one", Gateway(isTrusted: true), _ => Respond(), "value, 1", "value, 1"),
        new("handler throws before sending", Throwing(sendsFirst: false), _ => Respond(), "TransportException, 0", "TransportException, 0"),
        new("handler throws after sending", Throwing(sendsFirst: true), _ => Respond(), "TransportException, 1", "TransportException, 1" + Unknown),
        CancelledByHttpClient(),
        new("redirect to a dead host, followed, two retries", Retrying with { Options = options => Retry(options, new HttpClientHandler()) },
            _ => Script.Respond(302, "", "Location: http://127.0.0.1:1/login"), "TransportException, 3", "TransportException, 1" + Unknown),
        .. Copies("copy without options", InnerCopying(static (copy, next) => next(copy)), "TransportException, 3", "TransportException, 1"),
        .. Copies("copy sent by another HttpClient of the host", InnerCopying(static (copy, _) => new HttpClient().SendAsync(copy)), "TransportException, 3", "TransportException, 1"),
        new("two copies of the request", Inner(static async (request, next) =>
            {
                var body = request.Content is null ? null : await request.Content.ReadAsByteArrayAsync();
                await next(Copy(request, body is null ? null : new ByteArrayContent(body)));
                return await next(Copy(request, body is null ? null : new ByteArrayContent(body)));
            }),
            _ => Respond(), "value, 2", "TransportException, 1" + Unknown),
        new("buffered body, and 307 to a sign-in page, followed", Inner(static async (request, next) =>
            {
                _ = request.Content is null ? null : await request.Content.ReadAsStringAsync();
                return await next(request);
            }) with { Options = options => options.Transport = new HttpClientHandler() },
            number => number == 1 ? Script.Respond(307, "", "Location: /login") : Respond(), "InvalidResponseException, 2", "TransportException, 1" + Unknown),
        new("inner handler copies the body to its own stream", Inner(static async (request, next) =>
            {
                await (request.Content?.CopyToAsync(Stream.Null) ?? Task.CompletedTask);
                return await next(request);
            }),
            _ => Respond(), "value, 1", "value, 1"),
        new("inner handler throws for an error status", Inner(static async (request, next) => (await next(request)).EnsureSuccessStatusCode()),
            _ => Script.Respond(400, ""), "InvalidRequestException, 1", "InvalidRequestException, 1"),
        new("outer handler throws for an error status", Outer(static async (request, next) => (await next(request)).EnsureSuccessStatusCode()),
            _ => Script.Respond(400, ""), "InvalidRequestException, 1", "InvalidRequestException, 1"),
        new("outer handler throws after a success", Outer(static async (request, next) => throw new ApplicationException((await next(request)).ReasonPhrase)),
            _ => Respond(), "TransportException, 1", "TransportException, 1" + Unknown),
        new("outer handler rewrites the verb", Outer(static (request, next) => { request.Method = HttpMethod.Patch; return next(request); }),
            _ => Respond(), "InvalidResponseException, 0", "InvalidResponseException, 0"),
        new("outer handler rewrites the path", Outer(static (request, next) => { request.RequestUri = new Uri(request.RequestUri!, "/login"); return next(request); }),
            _ => Respond(), "InvalidResponseException, 0", "InvalidResponseException, 0"),
        new("outer handler rewrites the origin", OuterGateway(isTrusted: false), _ => Respond(), "InvalidResponseException, 0", "InvalidResponseException, 0"),
        new("outer handler rewrites the origin to a trusted one", OuterGateway(isTrusted: true), _ => Respond(), "value, 1", "value, 1"),
        new("outer handler responds itself", Outer(static (_, _) => Task.FromResult(new HttpResponseMessage())), _ => Respond(), "TransportException, 0", "TransportException, 0" + Unknown),
        new("outer handler sends a copy without options", Outer(static (request, next) => next(Copy(request, request.Content))),
            _ => Respond(), "TransportException, 1", "TransportException, 1" + Unknown),
        new("outer handler turns an exception into a response", Outer(static async (request, next) =>
            {
                try
                {
                    return await next(request);
                }
                catch (Exception exception) when (exception is not null)
                {
                    return new HttpResponseMessage(System.Net.HttpStatusCode.ServiceUnavailable);
                }
            }),
            _ => Script.ResetAfter("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{"), "TransportException, 1", "TransportException, 1" + Unknown),
        Page("sign-in page with 200", 200, "<html><body>Sign in</body></html>"),
        Page("text with 200", 200, "Sign in"),
        Page("HTML 404", 404, "<html>404</html>"),
        Page("404 of a gateway", 404, "{\"message\":\"no Route matched with those values\"}"),
        Page("404 of a wrong base path", 404, "{\"status\":404,\"message\":\"Resource not found\"}"),
        Page("empty 404", 404, ""),
        new("404 of the vendor", s_none, (_, _, vendor) => Script.Respond(404, s_notFound[vendor]), "NotFoundException, 1", "NotFoundException, 1"),
        new("sign-in page after a redirect, all policies combined", HostSetup.Policies[^1],
            number => number == 1 ? Script.Respond(303, "", "Location: /login") : Script.Respond(200, "<html><body>Sign in</body></html>"),
            "InvalidResponseException, 2", "InvalidResponseException, 2" + Unknown),
    ];

    private static HostSetup Retrying => new("retries", Options: options => options.Retry = new RetryOptions { MaxRetries = 2, BaseDelay = TimeSpan.Zero });

    public override string ToString() => Name;

    /// <summary>A read has no body, so the client cannot count how often the host's transport sends it.</summary>
    private static IEnumerable<HostFault> Policies(string fault, Func<int, FaultScript> responses, string exception, string inTransport) =>
        HostSetup.Policies.Select((host, index) => new HostFault(
            $"{host.Name}, {fault}",
            host,
            responses,
            host.Name == "unconditional retries inside the transport" && exception == "TransportException" ? "TransportException, 1" : $"{exception}, {s_reads[index]}",
            $"{(host.IsInTransport ? inTransport : exception)}, 1{Unknown}"));

    private static HostFault Redirect(string name, int status, Func<Uri, string> location, string read, string write) => new(
        name, s_following, (number, address, _) => number == 1 ? Script.Respond(status, "", $"Location: {location(address)}") : Respond(), read, write);

    private static HostFault Page(string name, int status, string body) =>
        new(name, s_none, _ => Script.Respond(status, body), "InvalidResponseException, 1", "InvalidResponseException, 1" + Unknown);

    /// <summary>The host's HttpClient cancels its requests, like a timeout, after the server has received them.</summary>
    private static HostFault CancelledByHttpClient()
    {
        HttpClient? hosts = null;
        return new(
            "timeout of the host's HttpClient",
            new HostSetup("timeout", After: builder => builder.ConfigureHttpClient(client => hosts = client)),
            _ =>
            {
                hosts!.CancelPendingRequests();
                return Script.StopAfter("HTTP/1.1 200 OK\r\n", new TaskCompletionSource());
            },
            "TransportException, 1",
            "TransportException, 1" + Unknown);
    }

    private static FaultScript Respond() => Script.Respond(200, Value);

    private static HostSetup Rewriting(Action<HttpRequestMessage> rewrite) => new("rewrites", Options: options => options.Transport = new RewritingHandler(rewrite));

    private static HostSetup Gateway(bool isTrusted) => new("gateway", Options: options =>
    {
        var gateway = options.BaseAddress!;
        options.BaseAddress = new Uri("https://vendor.example");
        options.Transport = new RewritingHandler(request => request.RequestUri = new Uri(gateway, request.RequestUri!.PathAndQuery));
        if (isTrusted)
        {
            options.TrustedOrigins.Add(gateway);
        }
    });

    private static IEnumerable<HostFault> Copies(string name, HostSetup host, string read, string write) =>
    [
        new($"{name}, connection lost, two retries", host, _ => Script.ResetAfter(""), read, write + Unknown),
        new(name, host, _ => Respond(), "value, 1", "value, 1"),
    ];

    private static void Retry(IdentityClientOptions options, HttpMessageHandler? transport) =>
        (options.Retry, options.Transport) = (new RetryOptions { MaxRetries = 2, BaseDelay = TimeSpan.Zero }, transport);

    /// <summary>A handler between the SDK's handlers and the transport.</summary>
    private static HostSetup Inner(SendAsync send) => new("inside", After: builder => builder.AddHttpMessageHandler(() => new ScriptedHandler(send)));

    private static HostSetup InnerCopying(SendAsync send) =>
        Inner((request, next) => send(Copy(request, request.Content), next)) with { Options = options => Retry(options, null) };

    /// <summary>A handler in front of the SDK's handlers.</summary>
    private static HostSetup Outer(SendAsync send) =>
        new("outside", Before: services => services.ConfigureHttpClientDefaults(builder => builder.AddHttpMessageHandler(() => new ScriptedHandler(send))));

    private static HostSetup OuterGateway(bool isTrusted)
    {
        Uri? gateway = null;
        return Outer((request, next) =>
        {
            request.RequestUri = new Uri(gateway!, request.RequestUri!.PathAndQuery);
            return next(request);
        }) with
        {
            Options = options =>
            {
                (gateway, options.BaseAddress) = (options.BaseAddress!, new Uri("https://vendor.example"));
                if (isTrusted)
                {
                    options.TrustedOrigins.Add(gateway);
                }
            },
        };
    }

    private static HttpRequestMessage Copy(HttpRequestMessage request, HttpContent? content)
    {
        var copy = new HttpRequestMessage(request.Method, request.RequestUri) { Content = content };
        foreach (var header in request.Headers)
        {
            copy.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        return copy;
    }

    private static HostSetup Throwing(bool sendsFirst) => new("throws", After: builder => builder.AddHttpMessageHandler(() => new ThrowingHandler(sendsFirst)));

    private delegate Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, Func<HttpRequestMessage, Task<HttpResponseMessage>> next);

    private sealed class ScriptedHandler(SendAsync send) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            send(request, message => base.SendAsync(message, cancellationToken));
    }

    private sealed class RewritingHandler(Action<HttpRequestMessage> rewrite) : DelegatingHandler(new HttpClientHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            rewrite(request);
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class ThrowingHandler(bool sendsFirst) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var response = sendsFirst ? await base.SendAsync(request, cancellationToken) : null;
            throw new ApplicationException("jane@example.com");
        }
    }
}
