using System.Net.Http.Headers;
using IdentitySdk.Core;
using IdentitySdk.Okta;

namespace IdentitySdk.Tests.Auth;

/// <summary>Which requests get the credential, and how often a refused call is replayed.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class AuthenticationHandlerTests : IDisposable
{
    private readonly TestApi _api = new();
    private readonly TestAuthenticator _authenticator = new();

    public AuthenticationHandlerTests()
    {
        _api.Options.Credential = new PrivateCredential(_authenticator);
        _api.Options.Retry = new RetryOptions { MaxRetries = 0 };
    }

    public void Dispose() => _api.Dispose();

    [TestCase(0, "t1")]
    [TestCase((int)Replay.WithNewToken, "t1 t2")]
    [TestCase((int)(Replay.WithNewToken | Replay.WithNewProof), "t1 t2")]
    public async Task Refused_call_is_replayed_once_for_the_same_reason(int reason, string expected)
    {
        _authenticator.Reasons = [(Replay)reason, (Replay)reason, (Replay)reason];
        _api.Transport.Fallback = (_, _) => Task.FromResult(ScriptedTransport.Response(401));
        await Assert.ThrowsAsync<UnauthorizedException>(() => _api.GetAsync());
        Assert.That(Tokens(), Is.EqualTo(expected));
    }

    [Test]
    public async Task Refused_create_is_replayed_once_for_each_reason()
    {
        _authenticator.Reasons = [Replay.WithNewToken, Replay.WithNewProof, Replay.WithNewToken];
        _api.Transport.Fallback = (_, _) => Task.FromResult(ScriptedTransport.Response(401));
        await Assert.ThrowsAsync<UnauthorizedException>(() => _api.SendAsync("POST"));
        Assert.That(Tokens(), Is.EqualTo("t1 t2 t3"));
    }

    [Test]
    public async Task Reason_counts_once_per_call_not_per_attempt()
    {
        _api.Options.Retry = new RetryOptions { MaxRetries = 1, BaseDelay = TimeSpan.Zero };
        _authenticator.Reasons = [Replay.WithNewToken, Replay.None, Replay.WithNewToken];
        _api.Transport.Respond(401).Respond(503).Respond(401);
        await Assert.ThrowsAsync<UnauthorizedException>(() => _api.GetAsync());
        Assert.That(Tokens(), Is.EqualTo("t1 t2 t3"));
    }

    [Test]
    public async Task Refused_response_is_disposed_before_the_replay()
    {
        _authenticator.Reasons = [Replay.WithNewToken, Replay.None];
        var content = new WatchedContent();
        var wasDisposed = false;
        _api.Transport.Respond(() => new HttpResponseMessage(System.Net.HttpStatusCode.Unauthorized) { Content = content }).Respond(() =>
        {
            wasDisposed = content.IsDisposed;
            return ScriptedTransport.Response(200, "{}");
        });
        await _api.GetAsync();
        Assert.That(wasDisposed, Is.True);
    }

    [Test]
    public async Task Unread_refused_response_is_disposed_before_the_replay()
    {
        // Without the client's own handlers, which dispose the content after they have read it.
        _authenticator.Reasons = [Replay.WithNewToken, Replay.None];
        using var content = new WatchedContent();
        _api.Transport.Respond(() => new HttpResponseMessage(System.Net.HttpStatusCode.Unauthorized) { Content = content }).Respond(200);
        using var response = await SendAsync(() => _authenticator);
        Assert.That((content.IsDisposed, (int)response.StatusCode), Is.EqualTo((true, 200)));
    }

    [Test]
    public async Task New_reason_beside_a_used_one_allows_a_replay()
    {
        _authenticator.Reasons = [Replay.WithNewToken, Replay.WithNewToken | Replay.WithNewProof, Replay.WithNewToken, Replay.None];
        _api.Transport.Fallback = (_, _) => Task.FromResult(ScriptedTransport.Response(401));
        await Assert.ThrowsAsync<UnauthorizedException>(() => _api.GetAsync());
        Assert.That(Tokens(), Is.EqualTo("t1 t2 t3"));
    }

    [TestCase(401, "DPoP old+proof, Bearer new", Description = "without the proof of the old one")]
    [TestCase(403, "DPoP old+proof")]
    [TestCase(200, "DPoP old+proof")]
    public async Task Call_refused_after_its_credential_was_replaced_is_replayed_with_the_new_one(int status, string expected)
    {
        IAuthenticator credential = new ProvingAuthenticator();
        _api.Transport.Respond(() =>
        {
            credential = new FixedAuthenticator("Bearer new");
            return ScriptedTransport.Response(status);
        }).Respond(200);
        using var response = await SendAsync(() => credential);

        var sent = _api.Transport.Sent.Select(each => each.Headers["Authorization"] + (each.Headers.TryGetValue("DPoP", out var proof) ? $"+{proof}" : ""));
        Assert.That(string.Join(", ", sent), Is.EqualTo(expected));
    }

    [TestCase(1, false)]
    [TestCase(2, true)]
    public async Task Failed_token_request_leaves_the_outcome_of_an_earlier_attempt_unknown(int failing, bool isOutcomeUnknown)
    {
        _api.Options.Retry = new RetryOptions { MaxRetries = 1, BaseDelay = TimeSpan.Zero };
        _authenticator.Failing = failing;
        _authenticator.Reasons = [Replay.None];
        _api.Transport.Respond(503);
        var exception = (await Assert.ThrowsAsync<CredentialException>(() => _api.SendAsync("POST", isSafeToRetry: true)))!;

        Assert.That(exception.IsOutcomeUnknown, Is.EqualTo(isOutcomeUnknown));
        Assert.That(_api.Transport.Sent, Has.Count.EqualTo(failing - 1), "no attempt is sent without the credential");
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Replay_cancelled_during_its_wait_for_a_token_has_a_known_outcome(bool isLimited)
    {
        _api.Options.RateLimits.IsEnabled = isLimited;
        (_authenticator.Failing, _authenticator.Failure) = (2, new OperationCanceledException("by a handler of the host"));
        _authenticator.Reasons = [Replay.WithNewToken];
        _api.Transport.Respond(401);
        var exception = (await Assert.ThrowsAsync<TransportException>(() => _api.SendAsync("POST")))!;

        Assert.That((exception.IsOutcomeUnknown, exception.StatusCode), Is.EqualTo((false, (int?)null)));
        Assert.That(_api.Transport.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Fixed_credential_is_added_to_every_attempt()
    {
        using var api = new TestApi();
        api.Options.Retry = new RetryOptions { BaseDelay = TimeSpan.Zero };
        api.Transport.Respond(503).Respond(200, "{}");
        await api.GetAsync();
        Assert.That(api.Transport.Sent.Select(sent => sent.Headers["Authorization"]), Is.EqualTo(new[] { "Bearer secret-token", "Bearer secret-token" }));
    }

    [Test]
    public async Task Token_is_stored_in_the_clients_cache()
    {
        var cache = new MemoryTokenCache();
        _api.Options.TokenCache = cache;
        _api.Options.Credential = new CachedCredential();
        var authenticator = (TokenAuthenticator)_api.Client.Authenticator;
        using var message = new HttpRequestMessage();
        await authenticator.AuthenticateAsync(message, default);

        Assert.That(message.Headers.Authorization, Is.EqualTo(new AuthenticationHeaderValue("Bearer", "t1")));
        await authenticator.Tokens.PendingRefresh;
        Assert.That((await cache.GetAsync("key", default))!.Value, Is.EqualTo("t1"));
    }

    [Test]
    public async Task Token_request_is_prepared_and_has_no_credential()
    {
        _api.Transport.Respond(200);
        await _api.Client.SendAsync(new ApiRequest("POST", "/token").ForToken(message => message.Headers.Add("X-Own", "yes")), null, default);
        Assert.That(_api.Transport.Sent[0].Headers["X-Own"], Is.EqualTo("yes"));
        Assert.That(_api.Transport.Sent[0].Headers, Does.Not.ContainKey("Authorization"));
    }

    [Test]
    public async Task Message_of_another_client_gets_no_credential()
    {
        using var invoker = Invoker("https://vendor.example");
        using var message = new HttpRequestMessage(HttpMethod.Get, "https://elsewhere.example/");
        _api.Transport.Respond(200);
        using var response = await invoker.SendAsync(message, default);
        Assert.That(_api.Transport.Sent[0].Headers, Does.Not.ContainKey("Authorization"));
    }

    [Test]
    public async Task Message_of_another_client_does_not_resume_on_the_callers_context()
    {
        using var invoker = Invoker("https://vendor.example");
        using var message = new HttpRequestMessage(HttpMethod.Get, "https://elsewhere.example/");
        var response = new TaskCompletionSource<HttpResponseMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        _api.Transport.Then(async _ => await response.Task.ConfigureAwait(false));
        await OffContext.AssertAsync(() => invoker.SendAsync(message, default), () => response.SetResult(ScriptedTransport.Response(200)));
    }

    [TestCase("https://elsewhere.example/things")]
    [TestCase("http://vendor.example/things")]
    [TestCase("https://vendor.example:8443/things")]
    public async Task Credential_is_never_sent_to_another_origin(string address)
    {
        using var invoker = Invoker("https://vendor.example");
        using var message = new HttpRequestMessage(HttpMethod.Get, address);
        using var call = new OperationContext(new ApiRequest("GET", "/things"), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), 0, default);
        call.Attach(message);
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => invoker.SendAsync(message, default));
        Assert.That(exception!.Message, Does.Contain("another origin"));
        Assert.That(_api.Transport.Sent, Is.Empty);
    }

    [Test]
    public async Task Token_function_that_returns_null_throws_CredentialException()
    {
        using var okta = Okta(OktaCredential.From(_ => Task.FromResult<AccessToken>(null!)));
        var exception = (await Assert.ThrowsAsync<CredentialException>(() => okta.Users.GetAsync("u1")))!;
        Assert.That(exception.Message, Is.EqualTo("Okta access token: the credential's function returned none."));
        Assert.That(exception.InnerException, Is.TypeOf<InvalidOperationException>().With.Message.Contains("returned null"));
    }

    [Test]
    public async Task IdentityApiException_of_a_token_function_throws_CredentialException()
    {
        using var okta = Okta(OktaCredential.From(_ => throw new TransportException(new FailureDetails("Other", "GET /token") { IsOutcomeUnknown = true }, "the connection failed")));
        var exception = (await Assert.ThrowsAsync<CredentialException>(() => okta.Users.GetAsync("u1")))!;
        Assert.That((exception.Vendor, exception.Operation, exception.IsOutcomeUnknown), Is.EqualTo(("Other", "GET /token", false)));
        Assert.That(exception.InnerException, Is.TypeOf<TransportException>());
    }

    [Test]
    public async Task Only_status_401_refreshes_the_token()
    {
        var tokens = 0;
        using var okta = Okta(OktaCredential.From(_ => Task.FromResult(new AccessToken($"t{++tokens}"))));
        _api.Transport.Respond(403).Respond(401).Respond(200, """{"id":"u1"}""");
        await Assert.ThrowsAsync<ForbiddenException>(() => okta.Users.GetAsync("u1"));
        await okta.Users.GetAsync("u1");
        Assert.That(Tokens(), Is.EqualTo("t1 t1 t2"));
    }

    [TestCase(true, Description = "the proof of a previous attempt")]
    [TestCase(false, Description = "a proof of the host's own")]
    public async Task Retry_with_another_credential_has_no_proof_of_the_previous_one(bool isOwn)
    {
        _authenticator.Reasons = [Replay.None];
        _api.Transport.Respond(200, "{}");
        await SendAsync(() => _authenticator, message =>
        {
            message.Headers.TryAddWithoutValidation("DPoP", "proof");
            var session = new DpopSession("Test", TimeProvider.System, new ServerClock(TimeProvider.System));
            OperationContext.Of(message)!.CredentialState = isOwn ? new ProofState(session, 0) : null;
        });
        Assert.That(_api.Transport.Sent.Single().Headers.ContainsKey("DPoP"), Is.EqualTo(!isOwn));
    }

    [Test]
    public async Task Credential_of_a_failed_send_is_abandoned_once()
    {
        _api.Transport.Then(_ => Task.FromException<HttpResponseMessage>(new HttpRequestException()));
        await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(() => _authenticator));
        Assert.That(_authenticator.Abandoned, Is.EqualTo(1));
    }

    [Test]
    public async Task Credential_that_was_replaced_is_abandoned_and_the_new_one_is_not()
    {
        var replacement = new TestAuthenticator { Reasons = [Replay.None] };
        IAuthenticator credential = _authenticator;
        _authenticator.Reasons = [Replay.None];
        _api.Transport.Respond(() =>
        {
            credential = replacement;
            return ScriptedTransport.Response(401);
        }).Respond(200);
        using var response = await SendAsync(() => credential);
        Assert.That((_authenticator.Abandoned, replacement.Abandoned), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task Credential_is_abandoned_when_its_replay_may_not_be_sent()
    {
        _authenticator.Reasons = [Replay.WithNewToken];
        _api.Transport.Respond(401);
        await Assert.ThrowsAsync<RateLimitedException>(() =>
            SendAsync(() => _authenticator, static message => OperationContext.Of(message)!.ReplayGate = new ClosedGate()));
        Assert.That((_authenticator.Abandoned, _api.Transport.Sent.Count), Is.EqualTo((1, 1)));
    }

    private string Tokens() => string.Join(' ', _api.Transport.Sent.Select(sent => sent.Headers["Authorization"].Split(' ')[1]));

    private HttpMessageInvoker Invoker(string address) => new(new AuthenticationHandler(() => _authenticator, new Uri(address), []) { InnerHandler = _api.Transport });

    /// <summary>Sends a call through the handler only, with the current credential.</summary>
    private async Task<HttpResponseMessage> SendAsync(Func<IAuthenticator> credential, Action<HttpRequestMessage>? prepare = null)
    {
        using var invoker = new HttpMessageInvoker(new AuthenticationHandler(credential, new Uri("https://vendor.example"), []) { InnerHandler = _api.Transport });
        using var message = new HttpRequestMessage(HttpMethod.Get, "https://vendor.example/things");
        using var call = new OperationContext(new ApiRequest("GET", "/things"), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), 0, default);
        call.Attach(message);
        prepare?.Invoke(message);
        return await invoker.SendAsync(message, default);
    }

    private OktaClient Okta(OktaCredential credential) => new(new OktaClientOptions { BaseAddress = new Uri("https://example.okta.com"), Transport = _api.Transport, Credential = credential });

    private sealed class PrivateCredential(IAuthenticator authenticator) : Credential(_ => authenticator);

    /// <summary>A new token for each attempt, and scripted reasons for replays.</summary>
    private sealed class TestAuthenticator : IAuthenticator
    {
        private int _tokens;
        private int _examined;

        public Replay[] Reasons { get; set; } = [];

        /// <summary>The attempt that gets no token; 0 for none.</summary>
        public int Failing { get; set; }

        public Exception Failure { get; set; } = new CredentialException("none");

        public ValueTask AuthenticateAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (_tokens + 1 == Failing)
            {
                return new ValueTask(Task.FromException(Failure));
            }

            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", $"t{++_tokens}");
            return default;
        }

        public int Abandoned { get; private set; }

        public Replay Examine(HttpRequestMessage request, HttpResponseMessage response, ApiError? error) => Reasons[_examined++];

        public void Abandon(HttpRequestMessage request) => Abandoned++;
    }

    private sealed class ClosedGate : IReplayGate
    {
        public ValueTask PassAsync(CancellationToken cancellationToken) => throw new RateLimitedException("no permit");
    }

    /// <summary>A credential with a token and a proof.</summary>
    private sealed class ProvingAuthenticator : IAuthenticator
    {
        public ValueTask AuthenticateAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Header.Authorize(request, "DPoP old");
            request.Headers.Add("DPoP", "proof");
            return default;
        }

        public Replay Examine(HttpRequestMessage request, HttpResponseMessage response, ApiError? error) => Replay.None;

        public void Abandon(HttpRequestMessage request)
        {
        }
    }

    private sealed class WatchedContent() : ByteArrayContent([])
    {
        public bool IsDisposed { get; private set; }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }

    private sealed class CachedCredential() : Credential(context => TokenAuthenticator.Create(context, _ => Task.FromResult(new AccessToken("t1")), static () => "key"));
}
