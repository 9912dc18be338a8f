using System.Net.Http.Headers;
using IdentitySdk.Core;
using IdentitySdk.Okta;

namespace IdentitySdk.Tests.Auth;

/// <summary>Where the credential goes, and how often a refused call is sent again.</summary>
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
    public async Task A_refused_call_is_sent_again_once_for_the_same_reason(int reason, string expected)
    {
        _authenticator.Reasons = [(Replay)reason, (Replay)reason, (Replay)reason];
        _api.Transport.Fallback = (_, _) => Task.FromResult(ScriptedTransport.Response(401));
        await Assert.ThrowsAsync<UnauthorizedException>(() => _api.GetAsync());
        Assert.That(Tokens(), Is.EqualTo(expected));
    }

    [Test]
    public async Task A_create_is_sent_again_once_for_each_reason()
    {
        _authenticator.Reasons = [Replay.WithNewToken, Replay.WithNewProof, Replay.WithNewToken];
        _api.Transport.Fallback = (_, _) => Task.FromResult(ScriptedTransport.Response(401));
        await Assert.ThrowsAsync<UnauthorizedException>(() => _api.SendAsync("POST"));
        Assert.That(Tokens(), Is.EqualTo("t1 t2 t3"));
    }

    [Test]
    public async Task A_reason_counts_once_a_call_however_many_attempts_there_are()
    {
        _api.Options.Retry = new RetryOptions { MaxRetries = 1, BaseDelay = TimeSpan.Zero };
        _authenticator.Reasons = [Replay.WithNewToken, Replay.None, Replay.WithNewToken];
        _api.Transport.Respond(401).Respond(503).Respond(401);
        await Assert.ThrowsAsync<UnauthorizedException>(() => _api.GetAsync());
        Assert.That(Tokens(), Is.EqualTo("t1 t2 t3"));
    }

    [Test]
    public async Task The_refused_response_is_disposed_before_the_call_is_sent_again()
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
    public async Task A_refused_response_that_its_transport_has_not_read_is_disposed_too()
    {
        // Without the client's own handlers, which let go of the content when they have read it.
        _authenticator.Reasons = [Replay.WithNewToken, Replay.None];
        using var content = new WatchedContent();
        _api.Transport.Respond(() => new HttpResponseMessage(System.Net.HttpStatusCode.Unauthorized) { Content = content }).Respond(200);
        using var response = await SendAsync(() => _authenticator);
        Assert.That((content.IsDisposed, (int)response.StatusCode), Is.EqualTo((true, 200)));
    }

    [Test]
    public async Task Reasons_of_one_call_add_up_when_one_comes_again_beside_another()
    {
        _authenticator.Reasons = [Replay.WithNewToken, Replay.WithNewToken | Replay.WithNewProof, Replay.WithNewToken, Replay.None];
        _api.Transport.Fallback = (_, _) => Task.FromResult(ScriptedTransport.Response(401));
        await Assert.ThrowsAsync<UnauthorizedException>(() => _api.GetAsync());
        Assert.That(Tokens(), Is.EqualTo("t1 t2 t3"));
    }

    [TestCase(401, "DPoP old+proof, Bearer new", Description = "and without the proof that went with the old one")]
    [TestCase(403, "DPoP old+proof")]
    [TestCase(200, "DPoP old+proof")]
    public async Task A_call_that_is_refused_after_its_credential_was_replaced_is_sent_again_with_the_new_one(int status, string expected)
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
    public async Task A_token_that_cannot_be_had_leaves_open_what_an_earlier_attempt_did(int failing, bool isOutcomeUnknown)
    {
        _api.Options.Retry = new RetryOptions { MaxRetries = 1, BaseDelay = TimeSpan.Zero };
        _authenticator.Failing = failing;
        _authenticator.Reasons = [Replay.None];
        _api.Transport.Respond(503);
        var fault = (await Assert.ThrowsAsync<CredentialException>(() => _api.SendAsync("POST", isSafeToRetry: true)))!;

        Assert.That(fault.IsOutcomeUnknown, Is.EqualTo(isOutcomeUnknown));
        Assert.That(_api.Transport.Sent, Has.Count.EqualTo(failing - 1), "no attempt goes without its credential");
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
    public async Task A_fixed_credential_goes_with_every_attempt()
    {
        using var api = new TestApi();
        api.Options.Retry = new RetryOptions { BaseDelay = TimeSpan.Zero };
        api.Transport.Respond(503).Respond(200, "{}");
        await api.GetAsync();
        Assert.That(api.Transport.Sent.Select(sent => sent.Headers["Authorization"]), Is.EqualTo(new[] { "Bearer secret-token", "Bearer secret-token" }));
    }

    [Test]
    public async Task A_token_is_kept_in_the_cache_that_the_client_was_given()
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
    public async Task A_call_that_gets_a_token_is_prepared_and_carries_no_credential()
    {
        _api.Transport.Respond(200);
        await _api.Client.SendAsync(new ApiRequest("POST", "/token").ForToken(message => message.Headers.Add("X-Own", "yes")), null, default);
        Assert.That(_api.Transport.Sent[0].Headers["X-Own"], Is.EqualTo("yes"));
        Assert.That(_api.Transport.Sent[0].Headers, Does.Not.ContainKey("Authorization"));
    }

    [Test]
    public async Task A_message_that_is_no_call_of_ours_passes_by()
    {
        using var invoker = Invoker("https://vendor.example");
        using var message = new HttpRequestMessage(HttpMethod.Get, "https://elsewhere.example/");
        _api.Transport.Respond(200);
        using var response = await invoker.SendAsync(message, default);
        Assert.That(_api.Transport.Sent[0].Headers, Does.Not.ContainKey("Authorization"));
    }

    [Test]
    public async Task Nor_does_such_a_message_come_back_to_its_caller_s_context()
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
    public async Task The_credential_never_leaves_for_another_origin(string address)
    {
        using var invoker = Invoker("https://vendor.example");
        using var message = new HttpRequestMessage(HttpMethod.Get, address);
        using var call = new OperationContext(new ApiRequest("GET", "/things"), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), 0, default);
        call.Attach(message);
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => invoker.SendAsync(message, default));
        Assert.That(fault!.Message, Does.Contain("another origin"));
        Assert.That(_api.Transport.Sent, Is.Empty);
    }

    [Test]
    public async Task A_function_that_gives_no_token_is_the_credential_s_failure()
    {
        using var okta = Okta(OktaCredential.From(_ => Task.FromResult<AccessToken>(null!)));
        var fault = (await Assert.ThrowsAsync<CredentialException>(() => okta.Users.GetAsync("u1")))!;
        Assert.That(fault.Message, Is.EqualTo("Okta access token: the credential's function gave none."));
        Assert.That(fault.InnerException, Is.TypeOf<InvalidOperationException>().With.Message.Contains("returned null"));
    }

    [Test]
    public async Task A_vendor_s_error_inside_such_a_function_is_the_credential_s_failure_too()
    {
        using var okta = Okta(OktaCredential.From(_ => throw new TransportException(new FailureDetails("Other", "GET /token") { IsOutcomeUnknown = true }, "the connection failed")));
        var exception = (await Assert.ThrowsAsync<CredentialException>(() => okta.Users.GetAsync("u1")))!;
        Assert.That((exception.Vendor, exception.Operation, exception.IsOutcomeUnknown), Is.EqualTo(("Other", "GET /token", false)));
        Assert.That(exception.InnerException, Is.TypeOf<TransportException>());
    }

    [Test]
    public async Task Only_an_unauthorized_answer_asks_for_another_token()
    {
        var tokens = 0;
        using var okta = Okta(OktaCredential.From(_ => Task.FromResult(new AccessToken($"t{++tokens}"))));
        _api.Transport.Respond(403).Respond(401).Respond(200, """{"id":"u1"}""");
        await Assert.ThrowsAsync<ForbiddenException>(() => okta.Users.GetAsync("u1"));
        await okta.Users.GetAsync("u1");
        Assert.That(Tokens(), Is.EqualTo("t1 t1 t2"));
    }

    private string Tokens() => string.Join(' ', _api.Transport.Sent.Select(sent => sent.Headers["Authorization"].Split(' ')[1]));

    private HttpMessageInvoker Invoker(string address) => new(new AuthenticationHandler(() => _authenticator, [new Uri(address)]) { InnerHandler = _api.Transport });

    /// <summary>Sends a call through the handler alone, with the credential that there is at the time.</summary>
    private async Task<HttpResponseMessage> SendAsync(Func<IAuthenticator> credential)
    {
        using var invoker = new HttpMessageInvoker(new AuthenticationHandler(credential, [new Uri("https://vendor.example")]) { InnerHandler = _api.Transport });
        using var message = new HttpRequestMessage(HttpMethod.Get, "https://vendor.example/things");
        using var call = new OperationContext(new ApiRequest("GET", "/things"), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), 0, default);
        call.Attach(message);
        return await invoker.SendAsync(message, default);
    }

    private OktaClient Okta(OktaCredential credential) => new(new OktaClientOptions { BaseAddress = new Uri("https://example.okta.com"), Transport = _api.Transport, Credential = credential });

    private sealed class PrivateCredential(IAuthenticator authenticator) : Credential(_ => authenticator);

    /// <summary>A new token for each attempt, and a script of reasons to send again.</summary>
    private sealed class TestAuthenticator : IAuthenticator
    {
        private int _asked;
        private int _examined;

        public Replay[] Reasons { get; set; } = [];

        /// <summary>The attempt that gets no token; 0 for none.</summary>
        public int Failing { get; set; }

        public Exception Failure { get; set; } = new CredentialException("none");

        public ValueTask AuthenticateAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (_asked + 1 == Failing)
            {
                return new ValueTask(Task.FromException(Failure));
            }

            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", $"t{++_asked}");
            return default;
        }

        public Replay Examine(HttpRequestMessage request, HttpResponseMessage response, ApiError? error) => Reasons[_examined++];

        public void Abandon(HttpRequestMessage request)
        {
        }
    }

    /// <summary>A credential with a proof beside its token.</summary>
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
