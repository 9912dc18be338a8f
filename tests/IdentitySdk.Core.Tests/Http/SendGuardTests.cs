using System.Diagnostics;
using System.Net;
using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>The guards at both ends of the handlers, which prevent that a write is sent twice.</summary>
public sealed class SendGuardTests
{
    [Test]
    public async Task Second_entry_gets_the_first_status_and_sends_nothing()
    {
        using var transport = new ScriptedTransport().Respond(503).Respond(200);
        using var invoker = new HttpMessageInvoker(new SingleEntryHandler(new TestVendorRules(), []) { InnerHandler = transport });
        using var message = Message("POST", out var context);
        using var first = await invoker.SendAsync(message, default);
        using var second = await invoker.SendAsync(message, default);

        Assert.That((second.StatusCode, second.RequestMessage), Is.EqualTo((HttpStatusCode.ServiceUnavailable, message)));
        Assert.That(transport.Sent, Has.Count.EqualTo(1));
        Assert.That(await context.Exchange!, Is.SameAs(first));
    }

    [Test]
    public async Task Second_entry_gets_the_first_exception()
    {
        using var transport = new ScriptedTransport().Fail(new IOException("first")).Respond(200);
        using var invoker = new HttpMessageInvoker(new SingleEntryHandler(new TestVendorRules(), []) { InnerHandler = transport });
        using var message = Message("GET", out _);
        await Assert.ThrowsAsync<IOException>(() => invoker.SendAsync(message, default));
        var second = await Assert.ThrowsAsync<IOException>(() => invoker.SendAsync(message, default));

        Assert.That(second!.Message, Is.EqualTo("first"));
    }

    [TestCase("POST", 1)]
    [TestCase("DELETE", 1)]
    [TestCase("GET", 2)]
    [TestCase("HEAD", 2)]
    public async Task Write_passes_the_send_guard_once_per_attempt(string method, int sent)
    {
        using var transport = new ScriptedTransport().Respond(503).Respond(200).Respond(204);
        using var invoker = new HttpMessageInvoker(new SingleSendHandler { InnerHandler = transport });
        using var message = Message(method, out var context);
        context.BeginAttempt(hasSendGuard: true);
        Assert.That(context.WasSent, Is.False);
        using var first = await invoker.SendAsync(message, default);
        Assert.That(context.WasSent, Is.True);
        Assert.That(context.FirstResponse, Is.SameAs(first));
        if (sent == 1)
        {
            Assert.That(async () => await invoker.SendAsync(message, default), Throws.Exception.Matches<Exception>(ResendException.IsCauseOf));
        }
        else
        {
            using var second = await invoker.SendAsync(message, default);
        }

        Assert.That(context.FirstResponse, Is.SameAs(first));
        Assert.That(transport.Sent, Has.Count.EqualTo(sent));
        context.BeginAttempt(hasSendGuard: true);
        Assert.That((context.WasSent, context.FirstResponse), Is.EqualTo((false, (HttpResponseMessage?)null)));
        using var next = await invoker.SendAsync(message, default);
        Assert.That(context.FirstResponse, Is.SameAs(next));
    }

    [Test]
    public async Task Other_messages_pass_both_guards_unchanged()
    {
        using var transport = new ScriptedTransport().Respond(200).Respond(201);
        using var invoker = new HttpMessageInvoker(new SingleEntryHandler(new TestVendorRules(), []) { InnerHandler = new SingleSendHandler { InnerHandler = transport } });
        using var message = new HttpRequestMessage(HttpMethod.Post, "https://vendor.example/");
        using var first = await invoker.SendAsync(message, default);
        using var second = await invoker.SendAsync(message, default);

        Assert.That((first.StatusCode, second.StatusCode), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.Created)));
    }

    [Test]
    public void Attempt_without_a_send_guard_counts_as_sent()
    {
        using var message = Message("POST", out var context);
        context.BeginAttempt(hasSendGuard: false);

        Assert.That(context.WasSent, Is.True);
    }

    [TestCase(503, typeof(ServerException), true)]
    [TestCase(400, typeof(InvalidRequestException), false)]
    public async Task Refused_request_that_a_handler_resends_fails_with_the_first_response(int status, Type exception, bool isUnknown)
    {
        using var api = new TestApi();
        api.Options.Retry = new RetryOptions { MaxRetries = 0 };
        api.Options.Transport = new ResendingHandler { InnerHandler = new SingleSendHandler { InnerHandler = api.Transport } };
        api.Transport.Respond(status, "code E1", ("X-Request-Id", "id-1"), ("Retry-After", "80")).Respond(200, "{}");
        var thrown = (await Assert.CatchAsync<IdentityApiException>(() => api.SendAsync("POST")))!;

        Assert.That(thrown, Is.TypeOf(exception));
        Assert.That((thrown.StatusCode, thrown.RequestId, thrown.RetryAfter, thrown.IsOutcomeUnknown), Is.EqualTo((status, "id-1", TimeSpan.FromSeconds(80), isUnknown)));
        Assert.That(api.Transport.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Response_of_another_address_throws_and_names_TrustedOrigins()
    {
        using var api = new TestApi();
        api.Transport.Respond(() => new HttpResponseMessage { Content = new StringContent("{}"), RequestMessage = new HttpRequestMessage(HttpMethod.Get, "https://vendor.example/login") });
        var thrown = await Assert.ThrowsAsync<InvalidResponseException>(() => api.SendAsync("POST"));

        Assert.That(thrown!.Message, Does.Contain("TrustedOrigins"));
        Assert.That(thrown.IsOutcomeUnknown, Is.True);
    }

    [Test]
    public async Task Body_can_be_sent_again_in_the_next_attempt()
    {
        using var message = Message("POST", out var context);
        var body = RequestBody.Json("{}"u8.ToArray());
        message.Content = body;
        context.Attach(message);
        for (var attempt = 0; attempt < 2; attempt++)
        {
            context.BeginAttempt(hasSendGuard: false);
            using var target = new BufferedStream(new MemoryStream());
            await body.CopyToAsync(target);
            Assert.That(async () => await body.CopyToAsync(target), Throws.Exception.Matches<Exception>(ResendException.IsCauseOf));
        }
    }

    [Test]
    public async Task Outcome_of_a_write_stays_unknown_after_later_attempts()
    {
        using var api = new TestApi();
        api.Options.Retry = new RetryOptions { MaxRetries = 2, BaseDelay = TimeSpan.Zero };
        api.Transport.Respond(503).Respond(503).Respond(400);
        var thrown = await Assert.ThrowsAsync<InvalidRequestException>(() => api.SendAsync("PUT"));

        Assert.That(thrown!.IsOutcomeUnknown, Is.True);
    }

    [TestCase("GET", "https://vendor.example/a", true)]
    [TestCase("GET", "https://vendor.example/a?x=1", true, Description = "the query is ignored")]
    [TestCase("GET", "https://VENDOR.example:443/a", true)]
    [TestCase("GET", "https://gateway.example/a", true, Description = "trusted")]
    [TestCase("GET", "https://other.example/a", true, Description = "also trusted")]
    [TestCase("GET", "https://gateway.example/b", false)]
    [TestCase("GET", "https://vendor.example/login", false)]
    [TestCase("GET", "https://evil.example/a", false)]
    [TestCase("GET", "http://vendor.example/a", false)]
    [TestCase("GET", "https://vendor.example:444/a", false)]
    [TestCase("POST", "https://vendor.example/a", false)]
    public void Response_matches_a_message_by_verb_path_and_trusted_origin(string method, string address, bool expected)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, "https://vendor.example/a");
        using var other = new HttpRequestMessage(new HttpMethod(method), address);
        using var response = new HttpResponseMessage { RequestMessage = other };
        var sent = new MessageSnapshot(message);

        Assert.That(sent.IsRequestOf(response, [new Uri("https://gateway.example"), new Uri("https://other.example")]), Is.EqualTo(expected));
    }

    [Test]
    public void Response_without_a_message_matches_the_sent_one_until_it_changes()
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, "https://vendor.example/a") { Content = new ByteArrayContent([]) };
        using var response = new HttpResponseMessage();
        var (sent, content) = (new MessageSnapshot(message), message.Content);
        Assert.That(sent.IsRequestOf(response, []), Is.True);

        (message.Method, message.RequestUri, message.Content) = (HttpMethod.Post, new Uri("https://vendor.example/login"), null);
        Assert.That(sent.IsRequestOf(response, []), Is.False);
        sent.Restore();
        Assert.That((message.Method, message.RequestUri!.AbsolutePath, message.Content), Is.EqualTo((HttpMethod.Get, "/a", content)));
    }

#if !NETSTANDARD_BUILD
    [Test]
    public void Own_transport_has_no_redirects_cookies_or_trace_propagation()
    {
        using var handler = (DelegatingHandler)Transport.Create(TimeProvider.System, new ConnectionOptions());
        var sockets = (SocketsHttpHandler)handler.InnerHandler!;

        Assert.That((sockets.AllowAutoRedirect, sockets.UseCookies, sockets.ActivityHeadersPropagator), Is.EqualTo((false, false, (DistributedContextPropagator?)null)));
        Assert.That(sockets.AutomaticDecompression, Is.EqualTo(DecompressionMethods.All));
        Assert.That((sockets.PooledConnectionLifetime, sockets.ConnectTimeout), Is.EqualTo((TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(15))));
        Assert.That(sockets.PlaintextStreamFilter, Is.Not.Null);
    }

    [Test]
    public async Task Own_transport_sends_the_trace_context()
    {
        using var transport = new ScriptedTransport().Respond(200);
        using var invoker = new HttpMessageInvoker(new TraceContextHandler(transport));
        using var activity = new Activity("host").SetIdFormat(ActivityIdFormat.W3C).Start();
        using var message = new HttpRequestMessage(HttpMethod.Get, "https://vendor.example/");
        using var response = await invoker.SendAsync(message, default);

        Assert.That(message.Headers.GetValues("traceparent"), Is.EqualTo(new[] { activity.Id }));
    }
#endif

    /// <summary>Sends each request twice.</summary>
    private sealed class ResendingHandler : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var first = await base.SendAsync(request, cancellationToken);
            return await base.SendAsync(request, cancellationToken);
        }
    }

    private static HttpRequestMessage Message(string method, out OperationContext context)
    {
        context = new OperationContext(new ApiRequest(method, "/things"), TimeSpan.FromSeconds(100), TimeSpan.FromSeconds(300), 0, default);
        var message = new HttpRequestMessage(new HttpMethod(method), "https://vendor.example/things");
        context.Attach(message);
        return message;
    }
}
