using System.Diagnostics;
using IdentitySdk.Okta;

namespace IdentitySdk.Tests;

/// <summary>The host's trace context is sent to the vendor, but its baggage is not.</summary>
[NonParallelizable]
public sealed class BaggageTests
{
    [Test]
    public async Task Baggage_is_never_sent_but_the_trace_context_is([Values] bool hasListener, [Values] bool hasOwnTransport)
    {
        using var listener = hasListener ? Listen("IdentitySdk") : null;
        await using var server = new FaultServer(_ => Script.Respond(200, "{\"id\":\"1\"}"));
        using var okta = new OktaClient(new OktaClientOptions
        {
            BaseAddress = server.BaseAddress, Credential = OktaCredential.ApiToken("token"), Transport = hasOwnTransport ? new HttpClientHandler() : null,
        });
        using var host = new Activity("host").SetIdFormat(ActivityIdFormat.W3C);
        host.TraceStateString = "vendor=1";
        host.AddBaggage("enduser", "ada@example.com");
        host.Start();
        await okta.Users.GetAsync("00u1");

        var head = server.Requests.Single();
        Assert.That(head, Does.Not.Contain("example.com").And.Not.Contain("enduser").And.Not.Contain("baggage").IgnoreCase.And.Not.Contain("Correlation-Context").IgnoreCase);
        Assert.That(head, Does.Contain($"traceparent: 00-{host.TraceId}-"));
        Assert.That(head, Does.Contain("tracestate: vendor=1"));
        Assert.That(Activity.Current, Is.SameAs(host), "the host's activity is current again");
    }

#if !NETSTANDARD_BUILD
    [Test]
    public async Task Own_transport_emits_no_span()
    {
        var spans = new List<string>();
        using var listener = Listen("System.Net.Http", activity => spans.Add(activity.OperationName));
        await using var server = new FaultServer(_ => Script.Respond(200, "{\"id\":\"1\"}"));
        using var okta = new OktaClient(new OktaClientOptions { BaseAddress = server.BaseAddress, Credential = OktaCredential.ApiToken("token") });
        await okta.Users.GetAsync("jane@example.com");

        Assert.That(spans, Is.Empty);
    }
#endif

    private static ActivityListener Listen(string source, Action<Activity>? stopped = null)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = candidate => candidate.Name == source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = stopped,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
