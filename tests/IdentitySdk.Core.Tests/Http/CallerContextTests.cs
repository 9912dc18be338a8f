using System.Net;
using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>Whatever a call waits for, it does not go on through its caller's synchronization context: a user interface that blocks on a call would block for ever.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CallerContextTests : IDisposable
{
    private const string Next = """<https://vendor.example/things?after=2>; rel="next" """;
    private readonly TestApi _api = new();
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public CallerContextTests() => _api.Clock.IsAutomatic = false;

    public void Dispose() => _api.Dispose();

    [Test]
    public Task While_an_answer_is_under_way()
    {
        _api.Transport.Then(_ => Later(ScriptedTransport.Response(200, "{}")));
        return AssertApartAsync(() => _api.GetAsync());
    }

    [Test]
    public Task While_a_body_is_under_way()
    {
        _api.Transport.Answer(() => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new LateStream(_gate.Task)) });
        return AssertApartAsync(() => _api.GetAsync());
    }

    [Test]
    public Task While_a_token_is_under_way()
    {
        _api.Options.Credential = new LateCredential(() => Later(new AccessToken("t", null)));
        _api.Transport.Answer(200, "{}");
        return AssertApartAsync(() => _api.GetAsync());
    }

    [Test]
    public Task While_an_answer_to_an_exchange_is_under_way()
    {
        _api.Transport.Then(_ => Later(ScriptedTransport.Response(200, "{}")));
        var request = new ApiRequest("POST", "/token").ForToken(static _ => { });
        return AssertApartAsync(() => _api.Client.SendAsync(request, (ref ModelReader reader) => reader.ReadJToken(), null, default));
    }

    [Test]
    public Task Before_a_retry()
    {
        _api.Transport.Answer(503).Answer(200, "{}");
        return AssertApartAsync(() => _api.GetAsync());
    }

    [Test]
    public async Task Before_the_budget_is_full_again()
    {
        _api.Transport.Answer(200, "{}", ("X-Limit", "10/0/20")).Answer(200, "{}");
        await _api.GetAsync();
        await AssertApartAsync(() => _api.GetAsync());
    }

    [TestCase(0)]
    [TestCase(1)]
    public Task While_a_shared_budget_is_read_and_written(int answersAtOnce)
    {
        _api.Options.RateLimits = new RateLimitOptions { Store = new LateStore(answersAtOnce, () => Later(0)) };
        _api.Transport.Otherwise = (_, _) => Task.FromResult(ScriptedTransport.Response(200, "{}", ("X-Limit", "10/5/20")));
        return AssertApartAsync(() => _api.GetAsync());
    }

    [Test]
    public Task While_a_missing_thing_is_looked_for()
    {
        _api.Transport.Then(_ => Later(ScriptedTransport.Response(404)));
        return AssertApartAsync(() => _api.GetAsync().OrNullAsync());
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public async Task While_a_page_of_items_is_under_way(int page)
    {
        Pages(page);
        await using var items = _api.List(new LinkPaging { Cursor = "after" }).GetAsyncEnumerator();
        for (var item = 1; item < page; item++)
        {
            Assert.That(await items.MoveNextAsync());
        }

        await AssertApartAsync(() => items.MoveNextAsync().AsTask());
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public async Task While_a_page_is_under_way(int page)
    {
        Pages(page);
        await using var pages = _api.List(new LinkPaging { Cursor = "after" }).AsPages().GetAsyncEnumerator();
        for (var number = 1; number < page; number++)
        {
            Assert.That(await pages.MoveNextAsync());
        }

        await AssertApartAsync(() => pages.MoveNextAsync().AsTask());
    }

    [Test]
    public async Task While_a_list_ends_before_its_page_has_come()
    {
        Pages(3);
        var items = _api.List(new LinkPaging { Cursor = "after" }).GetAsyncEnumerator();
        Assert.That(await items.MoveNextAsync() && await items.MoveNextAsync());
        await AssertApartAsync(() => items.DisposeAsync().AsTask(), mayBeDone: true);
    }

    /// <summary>The pages before <paramref name="late"/> come at once, that one when the gate opens.</summary>
    private void Pages(int late)
    {
        for (var page = 1; page <= late; page++)
        {
            var response = ScriptedTransport.Response(200, $"""["{page}"]""", ("Link", page == 1 ? Next : Next.Replace("=2", $"={page + 1}")));
            _api.Transport.Then(page == late ? _ => Later(response) : _ => Task.FromResult(response));
        }
    }

    private async Task<T> Later<T>(T value)
    {
        await _gate.Task.ConfigureAwait(false);
        return value;
    }

    /// <summary>Begins a call on a context of its own, lets it end, and looks at what came back to the context.</summary>
    private async Task AssertApartAsync(Func<Task> call, bool mayBeDone = false)
    {
        var (before, context) = (SynchronizationContext.Current, new CountingContext());
        Task running;
        SynchronizationContext.SetSynchronizationContext(context);
        try
        {
            running = call();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }

        Assert.That(running.IsCompleted, Is.False.Or.EqualTo(mayBeDone), "The call never waited.");
        _gate.SetResult();
        if (_api.Clock.Delays is [.., var delay])
        {
            _api.Clock.Advance(delay);
        }

        await running;
        Assert.That(context.Posts, Is.Zero);
    }

    private sealed class CountingContext : SynchronizationContext
    {
        private int _posts;

        public int Posts => _posts;

        public override void Post(SendOrPostCallback d, object? state)
        {
            Interlocked.Increment(ref _posts);
            ThreadPool.QueueUserWorkItem(_ => d(state));
        }
    }

    private sealed class LateCredential(Func<Task<AccessToken>> getToken) : Credential(TokenAuthenticator.For(_ => getToken()));

    private sealed class LateStream(Task gate) : BodyStream
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

    /// <summary>Answers some of its calls at once, and the next when the gate opens.</summary>
    private sealed class LateStore(int answersAtOnce, Func<Task> waitAsync) : IRateLimitStore
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

        private Task WaitAsync() => _calls++ == answersAtOnce ? waitAsync() : Task.CompletedTask;
    }
}
