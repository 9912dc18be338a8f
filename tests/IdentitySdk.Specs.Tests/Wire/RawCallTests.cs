using System.Net;
using System.Text;
using IdentitySdk.Agilicus;
using IdentitySdk.Okta;
using IdentitySdk.OneLogin;
using Newtonsoft.Json.Linq;
using RichardSzalay.MockHttp;

namespace IdentitySdk.Tests;

/// <summary>Every operation as a raw call: it sends what the generated method sends, and is retried, read and paged in the same way.</summary>
internal sealed class RawCallTests
{
    private const string Page = "<html><body>Sign in</body></html>";

    [TestCaseSource(typeof(Specification), nameof(Specification.AllOperations))]
    public async Task Raw_call_sends_what_the_generated_method_sends(Operation operation)
    {
        var expected = await SentRequest.OfAsync(operation, new Samples(operation.Specification, all: true, " é&/+"));
        if (operation.Method == "GET")
        {
            // Okta's hint in Content-Type is the one thing that a raw call cannot send.
            expected = expected with { ContentType = null, Body = null };
        }

        SentRequest? sent = null;
        using var server = new MockHttpMessageHandler();
        server.When("*").Respond(async message =>
        {
            var body = message.Content is null ? null : await message.Content.ReadAsStringAsync();
            sent = new SentRequest(message.Method.Method, message.RequestUri!.PathAndQuery, message.Content?.Headers.ContentType?.ToString(), body);
            return Response(HttpStatusCode.OK, "[1]");
        });
        using var sdk = new Sdk(operation.Specification.Vendor, server);

        var result = await sdk.Raw.SendAsync(new HttpMethod(operation.Method), operation.Path, Request(operation, expected));

        Assert.That(sent, Is.EqualTo(expected));
        Assert.That(result, Is.EqualTo(new JArray(1)).Using<JToken>(JToken.DeepEquals));
    }

    [TestCaseSource(typeof(Specification), nameof(Specification.AllOperations))]
    public async Task Raw_call_after_a_503_is_retried_by_verb_specification_and_per_call_option(Operation operation)
    {
        var expected = operation.Method is not "POST" && (string?)operation.Node["x-retry"] == "safe";
        foreach (var (isSafe, count) in new (bool?, int)[] { (null, expected ? 2 : 1), (true, 2), (false, 1) })
        {
            using var server = new MockHttpMessageHandler();
            var sent = server.When("*").Respond(HttpStatusCode.ServiceUnavailable);
            using var sdk = new Sdk(operation.Specification.Vendor, server, retries: 1);
            var request = Request(operation, await SentRequest.OfAsync(operation, new Samples(operation.Specification, all: false)));
            request.IsSafeToRetry = isSafe;

            await Assert.ThrowsAsync<ServerException>(() => sdk.Raw.SendAsync(new HttpMethod(operation.Method), operation.Path, request));

            Assert.That(server.GetMatchCount(sent), Is.EqualTo(count), $"{isSafe}");
        }
    }

    [TestCaseSource(typeof(Specification), nameof(Specification.AllOperations))]
    public async Task HTML_page_with_200_fails_a_raw_call(Operation operation)
    {
        using var server = new MockHttpMessageHandler();
        server.When("*").Respond(_ => Task.FromResult(Response(HttpStatusCode.OK, Page)));
        using var sdk = new Sdk(operation.Specification.Vendor, server);
        var request = Request(operation, await SentRequest.OfAsync(operation, new Samples(operation.Specification, all: false)));
        var method = new HttpMethod(operation.Method);

        foreach (var call in new Func<Task>[] { () => sdk.Raw.SendAsync(method, operation.Path, request), () => sdk.Raw.SendAsync<Okta.User>(method, operation.Path, request) })
        {
            var exception = await Assert.ThrowsAsync<InvalidResponseException>(call);
            Assert.That(exception!.IsOutcomeUnknown, Is.EqualTo(operation.Method is not "GET"));
            Assert.That(exception.Operation, Is.EqualTo($"{operation.Method} {operation.Path}"));
        }

        Assert.That(Encoding.UTF8.GetString(await sdk.Raw.SendForBytesAsync(method, operation.Path, request)), Is.EqualTo(Page));
    }

    [TestCaseSource(nameof(Lists))]
    public async Task Raw_list_reads_the_items_and_pages_of_the_generated_list(Operation operation)
    {
        var sent = new List<Uri>();
        using var server = new MockHttpMessageHandler();
        server.When("*").Respond(message =>
        {
            sent.Add(message.RequestUri!);
            return Task.FromResult(Pages(operation, sent.Count));
        });
        using var sdk = new Sdk(operation.Specification.Vendor, server);
        var request = Request(operation, await SentRequest.OfAsync(operation, new Samples(operation.Specification, all: false)));
        request.Paging = Style(operation);

        var items = new List<int>();
        await foreach (var item in sdk.Raw.ListAllAsync(operation.Path, request))
        {
            items.Add((int)item);
        }

        var (pages, all) = (string)operation.Paging!["style"]! switch { "Offset" => (3, new[] { 1, 2, 3 }), "Keyed" or "EnvelopeList" => (1, [1, 2]), _ => (2, [1, 2, 3]) };
        Assert.That(items, Is.EqualTo(all));
        Assert.That(sent, Has.Count.EqualTo(pages));
    }

    private static IEnumerable<Operation> Lists() => Specification.AllOperations.Where(operation => operation.Paging is not null);

    /// <summary>The raw request for a request that a generated method has sent.</summary>
    private static RawRequest Request(Operation operation, SentRequest sent)
    {
        var request = new RawRequest();
        foreach (var (name, value) in operation.Path.Split('/').Zip(sent.Path.Split('/')).Where(pair => pair.First.StartsWith('{')))
        {
            request.Path[name[1..^1]] = Uri.UnescapeDataString(value);
        }

        foreach (var pair in sent.Query.Where(pair => pair.Value.Length > 0))
        {
            request.Query.Add(pair.Key, pair.Value);
        }

        if (sent.Json is { } json)
        {
            request.Body = json;
        }

        return request;
    }

    private static RawPaging Style(Operation operation)
    {
        string Name(string key) => (string)operation.Paging![key]!;
        return Name("style") switch
        {
            "Link" => OktaPaging.Link(Name("cursor"), (string?)operation.Paging!["pageSize"]),
            "Envelope" => OneLoginPaging.Envelope(),
            "EnvelopeList" => OneLoginPaging.EnvelopeList(),
            "EmailKeyset" => AgilicusPaging.EmailKeyset(Name("items"), Name("cursor")),
            "Offset" => AgilicusPaging.Offset(Name("items"), Name("cursor")),
            "Keyed" => AgilicusPaging.Keyed(Name("items")),
            var style => throw new AssertionException($"No raw paging style is called {style}."),
        };
    }

    /// <summary>The response to a request for a page, by its number from 1: the items 1 and 2, then 3.</summary>
    private static HttpResponseMessage Pages(Operation operation, int number)
    {
        var items = (string?)operation.Paging!["items"] ?? "data";
        var page = number switch { 1 => new JArray(1, 2), 2 => new JArray(3), _ => [] };
        var isLast = number > 1;
        return (string)operation.Paging["style"]! switch
        {
            "Link" => Response(HttpStatusCode.OK, page.ToString(), isLast ? null : $"<https://vendor.example/x?{operation.Paging["cursor"]}=c>; rel=\"next\""),
            "Envelope" => Response(HttpStatusCode.OK, new JObject { [items] = page, ["pagination"] = new JObject { ["after_cursor"] = isLast ? null : "c" } }.ToString()),
            "EmailKeyset" => Response(HttpStatusCode.OK, new JObject { [items] = page, ["next_page_email"] = isLast ? "" : "c" }.ToString()),
            _ => Response(HttpStatusCode.OK, new JObject { [items] = page, ["offset"] = number == 1 ? 2 : 3 }.ToString()),
        };
    }

    private static HttpResponseMessage Response(HttpStatusCode status, string body, string? link = null)
    {
        var response = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (link is not null)
        {
            response.Headers.Add("Link", link);
        }

        return response;
    }
}
