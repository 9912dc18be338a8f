using System.Net;
using IdentitySdk.Core;
using IdentitySdk.Tests.Auth;

namespace IdentitySdk.Tests;

/// <summary>Waits of a call, which never resume on the caller's synchronization context: a user interface that blocks on a call would deadlock.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CallerContextTests : IDisposable
{
    private const string Next = """<https://vendor.example/things?after=2>; rel="next" """;
    private readonly TestApi _api = new();
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public CallerContextTests() => _api.Clock.IsAutomatic = false;

    public void Dispose() => _api.Dispose();

    [Test]
    public Task Wait_for_a_response_stays_off_the_context()
    {
        _api.Transport.Then(_ => WhenGateOpensAsync(ScriptedTransport.Response(200, "{}")));
        return AssertStaysOffContextAsync(() => _api.GetAsync());
    }

    [Test]
    public Task Wait_for_a_body_stays_off_the_context()
    {
        _api.Transport.Respond(() => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new GatedStream(_gate.Task)) });
        return AssertStaysOffContextAsync(() => _api.GetAsync());
    }

    [Test]
    public Task Wait_for_a_token_stays_off_the_context()
    {
        _api.Options.Credential = new GatedCredential(() => WhenGateOpensAsync(new AccessToken("t", null)));
        _api.Transport.Respond(200, "{}");
        return AssertStaysOffContextAsync(() => _api.GetAsync());
    }

    [Test]
    public Task Wait_for_a_token_response_stays_off_the_context()
    {
        _api.Transport.Then(_ => WhenGateOpensAsync(ScriptedTransport.Response(200, "{}")));
        var request = new ApiRequest("POST", "/token").ForToken(static _ => { });
        return AssertStaysOffContextAsync(() => _api.Client.SendAsync(request, (ref ModelReader reader) => reader.ReadJToken(), null, default));
    }

    [Test]
    public Task Wait_before_a_retry_stays_off_the_context()
    {
        _api.Transport.Respond(503).Respond(200, "{}");
        return AssertStaysOffContextAsync(() => _api.GetAsync());
    }

    [Test]
    public async Task Wait_for_the_rate_limit_stays_off_the_context()
    {
        _api.Transport.Respond(200, "{}", ("X-Limit", "10/0/20")).Respond(200, "{}");
        await _api.GetAsync();
        await AssertStaysOffContextAsync(() => _api.GetAsync());
    }

    [TestCase(0)]
    [TestCase(1)]
    public Task Wait_for_a_shared_budget_stays_off_the_context(int immediateCalls)
    {
        _api.Options.RateLimits = new RateLimitOptions { Store = new GatedStore(immediateCalls, () => WhenGateOpensAsync(0)) };
        _api.Transport.Fallback = (_, _) => Task.FromResult(ScriptedTransport.Response(200, "{}", ("X-Limit", "10/5/20")));
        return AssertStaysOffContextAsync(() => _api.GetAsync());
    }

    [Test]
    public Task Wait_for_a_missing_resource_stays_off_the_context()
    {
        _api.Transport.Then(_ => WhenGateOpensAsync(ScriptedTransport.Response(404)));
        return AssertStaysOffContextAsync(() => _api.GetAsync().OrNullAsync());
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public async Task Wait_for_an_item_stays_off_the_context(int page)
    {
        ServePages(page);
        await using var items = _api.List(new LinkPaging { Cursor = "after" }).GetAsyncEnumerator();
        for (var item = 1; item < page; item++)
        {
            Assert.That(await items.MoveNextAsync());
        }

        await AssertStaysOffContextAsync(() => items.MoveNextAsync().AsTask());
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public async Task Wait_for_a_page_stays_off_the_context(int page)
    {
        ServePages(page);
        await using var pages = _api.List(new LinkPaging { Cursor = "after" }).AsPages().GetAsyncEnumerator();
        for (var number = 1; number < page; number++)
        {
            Assert.That(await pages.MoveNextAsync());
        }

        await AssertStaysOffContextAsync(() => pages.MoveNextAsync().AsTask());
    }

    [Test]
    public async Task Disposal_during_a_prefetch_stays_off_the_context()
    {
        ServePages(3);
        var items = _api.List(new LinkPaging { Cursor = "after" }).GetAsyncEnumerator();
        Assert.That(await items.MoveNextAsync() && await items.MoveNextAsync());
        await AssertStaysOffContextAsync(() => items.DisposeAsync().AsTask(), mayBeCompleted: true);
    }

    /// <summary>Returns the pages before <paramref name="gated"/> immediately, and that page when the gate opens.</summary>
    private void ServePages(int gated)
    {
        for (var page = 1; page <= gated; page++)
        {
            var response = ScriptedTransport.Response(200, $"""["{page}"]""", ("Link", page == 1 ? Next : Next.Replace("=2", $"={page + 1}")));
            _api.Transport.Then(page == gated ? _ => WhenGateOpensAsync(response) : _ => Task.FromResult(response));
        }
    }

    private async Task<T> WhenGateOpensAsync<T>(T value)
    {
        await _gate.Task.ConfigureAwait(false);
        return value;
    }

    /// <summary>Starts a call on a new context, lets it complete, and asserts that nothing was posted to the context.</summary>
    private Task AssertStaysOffContextAsync(Func<Task> call, bool mayBeCompleted = false) => OffContext.AssertAsync(call, Continue, mayBeCompleted);

    private void Continue()
    {
        _gate.SetResult();
        if (_api.Clock.Delays is [.., var delay])
        {
            _api.Clock.Advance(delay);
        }
    }

    private sealed class GatedCredential(Func<Task<AccessToken>> getToken) : Credential(TokenAuthenticator.For(_ => getToken()));

    private sealed class GatedStream(Task gate) : BodyStream
    {
        private bool _isRead;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await gate.ConfigureAwait(false);
            (var count, _isRead) = (_isRead ? 0 : 2, true);
            "{}"u8[..count].CopyTo(buffer.Span);
            return count;
        }
    }

    /// <summary>Completes some of its calls immediately, and the next one when the gate opens.</summary>
    private sealed class GatedStore(int immediateCalls, Func<Task> waitAsync) : IRateLimitStore
    {
        private int _calls;

        public async ValueTask<RateLimitGrant> TakeAsync(string key, RateLimitTerms terms, CancellationToken cancellationToken)
        {
            await WaitAsync().ConfigureAwait(false);
            return RateLimitGrant.Granted(1, isLimitKnown: true);
        }

        public async ValueTask ReportAsync(string key, long number, RateLimitReport report, CancellationToken cancellationToken) =>
            await WaitAsync().ConfigureAwait(false);

        public ValueTask GiveBackAsync(string key, long number, CancellationToken cancellationToken) => default;

        private Task WaitAsync() => _calls++ == immediateCalls ? waitAsync() : Task.CompletedTask;
    }
}
