using System.Net;
using System.Text;
using RichardSzalay.MockHttp;

namespace IdentitySdk.Tests;

/// <summary>Per-call query parameters and captured responses, with every operation.</summary>
internal sealed class PerCallQueryTests
{
    [TestCaseSource(typeof(Specification), nameof(Specification.AllOperations))]
    public async Task Per_call_parameters_are_sent_escaped_and_the_response_is_captured(Operation operation)
    {
        var options = new RequestOptions { Query = { { "new é&", "1 +/" }, { "new é&", "" }, { "another", "x=y#" } }, Capture = new ResponseCapture() };
        var own = (await SentRequest.OfAsync(operation, new Samples(operation.Specification, all: true))).Query;

        var sent = await CallAsync(operation, all: true, options);

        Assert.That(sent.Single().Query, Is.EquivalentTo(own.Concat(options.Query)));
        Assert.That(options.Capture.Response?.StatusCode, Is.EqualTo(200));
        Assert.That(options.Capture.Response!.Headers["X-Echo"], Is.EqualTo(new[] { "yes" }));
    }

    [TestCaseSource(typeof(Specification), nameof(Specification.AllOperations))]
    public async Task Parameter_of_the_operation_or_its_paging_throws_before_a_request_is_sent(Operation operation)
    {
        var names = operation.Query.Select(parameter => (string?)parameter["x-query-prefix"] is { } prefix ? prefix + "other" : (string)parameter["name"]!)
            .Concat([(string?)operation.Paging?["cursor"], (string?)operation.Paging?["pageSize"]])
            .OfType<string>()
            .SelectMany(name => new[] { name, name.ToUpperInvariant() });
        foreach (var name in names)
        {
            foreach (var all in new[] { true, false })
            {
                var sent = new List<SentRequest>();
                var exception = await Assert.ThrowsAsync<ArgumentException>(() => CallAsync(operation, all, new RequestOptions { Query = { [name] = "x" } }, sent));

                Assert.That(exception!.Message, Does.Contain($"'{name}'"));
                Assert.That(sent, Is.Empty);
            }
        }
    }

    private static async Task<List<SentRequest>> CallAsync(Operation operation, bool all, RequestOptions options, List<SentRequest>? sent = null)
    {
        sent ??= [];
        using var server = new MockHttpMessageHandler();
        server.When("*").Respond(message =>
        {
            sent.Add(new SentRequest(message.Method.Method, message.RequestUri!.PathAndQuery, null, null));
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
            {
                Headers = { { "X-Echo", "yes" } }, Content = new StringContent(SampleResponse.Smallest(operation), Encoding.UTF8, "application/json"),
            });
        });
        using var sdk = new Sdk(operation.Specification.Vendor, server);
        await sdk.CallAsync(operation, new Samples(operation.Specification, all).Arguments(operation, Sdk.Find(operation)!, options));
        return sent;
    }
}
