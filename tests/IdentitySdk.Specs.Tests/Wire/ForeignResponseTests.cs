using System.Net;
using RichardSzalay.MockHttp;

namespace IdentitySdk.Tests;

/// <summary>Every operation against responses that are not the vendor's: a sign-in page, a gateway's 404, a redirect that a handler followed.</summary>
internal sealed class ForeignResponseTests
{
    private static readonly string[] s_pages = ["<html><body>Sign in</body></html>", "Sign in", "{\"half\":", "{} {}", "\u0000"];

    private static readonly (string Type, string Body)[] s_notFound =
    [
        ("text/html", "<html>404</html>"),
        ("text/plain", "404 page not found"),
        ("application/json", ""),
        ("application/json", "{}"),
        ("application/json", "{\"status\":404,\"message\":\"Resource not found\"}"),
        ("application/json", "{\"message\":\"no Route matched with those values\"}"),
        ("application/json", "{\"error\":\"Not Found\"}"),
        ("application/json", "{\"title\":\"Not Found\",\"status\":404}"),
        ("application/json", "{\"timestamp\":\"2026-01-02T03:04:05Z\",\"status\":404,\"error\":\"Not Found\",\"path\":\"/api\"}"),
        ("application/json", "{\"statusCode\":404,\"message\":\"Cannot GET /api\",\"error\":\"Not Found\"}"),
        ("application/json", "{\"message\":\"Route GET:/api not found\",\"error\":\"Not Found\",\"statusCode\":404}"),
        ("application/json", "{\"status\":404,\"error\":\"Not Found\"}"),
        ("application/json", "{\"name\":\"NotFound\",\"message\":\"Page not found\",\"code\":404,\"className\":\"not-found\"}"),
        ("application/json", "{\"status\":404,\"error\":\"not_found\",\"name\":\"Gateway\"}"),
    ];

    private static readonly Dictionary<string, string[]> s_errors = new()
    {
        ["onelogin"] =
        [
            "{\"status\":{\"error\":true,\"code\":403,\"type\":\"forbidden\"},\"data\":[]}",
            "{\"data\":[],\"status\":{\"error\":\"TRUE\"}}",
            "{\"error\":\"unauthorized\"}",
            "{\"statusCode\":401,\"name\":\"UnauthorizedError\"}",
            "[{\"error\":true,\"code\":500}]", "\uFEFF\uFEFF{\"code\":500}",
        ],
        ["okta"] =
        [
            "{\"errorCode\":\"E0000011\",\"errorSummary\":\"m\"}",
            "{\"errorSummary\":\"m\",\"errorCode\":\"E0009999\"}",
            "\uFEFF\uFEFF{\"errorCode\":\"E0000006\"}",
        ],
        ["agilicus"] = ["{\"error_message\":\"m\"}", "{\"limit\":1,\"error_code\":\"c\"}", "\uFEFF\uFEFF{\"error_message\":\"m\"}"],
    };

    [TestCaseSource(typeof(Specification), nameof(Specification.AllOperations))]
    public async Task HTML_page_with_200_throws_and_the_outcome_of_a_write_is_unknown(Operation operation)
    {
        foreach (var page in s_pages)
        {
            var exception = await Assert.ThrowsAsync<InvalidResponseException>(() => CallAsync(operation, HttpStatusCode.OK, "text/html", page));
            Assert.That(exception!.IsOutcomeUnknown, Is.EqualTo(operation.Method is not "GET"), page);
        }
    }

    [TestCaseSource(typeof(Specification), nameof(Specification.AllOperations))]
    public async Task Empty_200_throws_where_a_result_is_documented(Operation operation)
    {
        foreach (var body in new[] { "", " \r\n\t" })
        {
            var call = () => CallAsync(operation, HttpStatusCode.OK, "application/json", body);
            if (operation.Paging is not null || (operation.ResultSchema is not null && operation.Unwrap != "None"))
            {
                await Assert.ThrowsAsync<InvalidResponseException>(call);
            }
            else
            {
                await call();
            }
        }
    }

    [TestCaseSource(typeof(Specification), nameof(Specification.AllOperations))]
    public async Task Foreign_404_throws_InvalidResponseException(Operation operation)
    {
        foreach (var (type, body) in s_notFound)
        {
            var exception = await Assert.ThrowsAsync<InvalidResponseException>(() => CallAsync(operation, HttpStatusCode.NotFound, type, body));
            Assert.That(exception!.StatusCode, Is.EqualTo(404), body);
        }
    }

    [TestCaseSource(typeof(Specification), nameof(Specification.AllOperations))]
    public async Task Error_of_the_vendor_inside_a_200_throws(Operation operation)
    {
        if (!s_errors.TryGetValue(operation.Specification.Vendor, out var errors))
        {
            Assert.Ignore($"No error of {operation.Specification.Vendor} inside a 200 is known: add one to {nameof(s_errors)} if the vendor sends them.");
        }

        foreach (var body in errors)
        {
            var exception = await Assert.CatchAsync<IdentityApiException>(() => CallAsync(operation, HttpStatusCode.OK, "application/json", body));
            Assert.That(exception!.RawBody, Is.EqualTo(body.TrimStart('\uFEFF')));
        }
    }

    [TestCaseSource(typeof(Specification), nameof(Specification.AllOperations))]
    public async Task Foreign_409_throws_InvalidResponseException(Operation operation)
    {
        foreach (var body in new[] { "", "<html>409</html>", "{}", "[]", "{\"message\":\"Conflict\"}", "{\"status\":{}}" })
        {
            var exception = await Assert.ThrowsAsync<InvalidResponseException>(() => CallAsync(operation, HttpStatusCode.Conflict, "application/json", body));
            Assert.That(exception!.IsOutcomeUnknown, Is.EqualTo(operation.Method is not "GET"), body);
        }
    }

    [TestCaseSource(typeof(Specification), nameof(Specification.AllOperations))]
    public async Task Response_from_another_address_throws(Operation operation)
    {
        using var transport = new MockHttpMessageHandler();
        transport.When("*").Respond(request => new HttpResponseMessage
        {
            Content = new StringContent(SampleResponse.Smallest(operation)),
            RequestMessage = new HttpRequestMessage(HttpMethod.Get, new Uri(request.RequestUri!, "/login")),
        });
        using var sdk = new Sdk(operation.Specification.Vendor, new RedirectingHandler(transport), retries: 2);
        var exception = await Assert.ThrowsAsync<InvalidResponseException>(() => sdk.CallAsync(operation, Arguments(operation)));

        Assert.That(exception!.IsOutcomeUnknown, Is.EqualTo(operation.Method is not "GET"));
    }

    private static async Task CallAsync(Operation operation, HttpStatusCode status, string type, string body)
    {
        using var transport = new MockHttpMessageHandler();
        transport.When("*").Respond(status, type, body);
        using var sdk = new Sdk(operation.Specification.Vendor, transport);
        await sdk.CallAsync(operation, Arguments(operation));
    }

    private static object?[] Arguments(Operation operation) => new Samples(operation.Specification, all: false).Arguments(operation, Sdk.Find(operation)!);

    /// <summary>Returns responses of another address, as a handler that followed a redirect does.</summary>
    private sealed class RedirectingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var address = request.RequestUri!;
            var response = await base.SendAsync(request, cancellationToken);
            response.RequestMessage = new HttpRequestMessage(HttpMethod.Get, new Uri(address, "/login"));
            return response;
        }
    }
}
