using System.Net;
using System.Runtime.CompilerServices;
using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>Handlers and transports outside the SDK that ignore cancellation, add headers, or send a request twice.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ForeignHandlerTests : IDisposable
{
    private readonly TestApi _api = new();

    public void Dispose() => _api.Dispose();

    [TestCase("GET")]
    [TestCase("POST")]
    public async Task Transport_that_ignores_a_timeout_is_abandoned_without_a_retry(string method)
    {
        var late = new TaskCompletionSource<HttpResponseMessage>();
        _api.Transport.Fallback = (_, _) => late.Task;
        var call = _api.SendAsync(method, options: new RequestOptions { AttemptTimeout = TimeSpan.FromSeconds(5) });
        _api.Clock.Advance(TimeSpan.FromSeconds(5));
        var exception = await Assert.ThrowsAsync<TransportException>(() => call);

        Assert.That(exception!.Message, Does.Contain("in time"));
        Assert.That(exception.IsOutcomeUnknown, Is.EqualTo(method == "POST"));
        Assert.That(_api.Transport.Sent, Has.Count.EqualTo(1), "the message may still be in use");
        await AssertIsDisposedAsync(late);
    }

    [Test]
    public async Task Transport_that_ignores_a_cancellation_is_abandoned()
    {
        using var cancellation = new CancellationTokenSource();
        var late = new TaskCompletionSource<HttpResponseMessage>();
        _api.Transport.Fallback = (_, _) => late.Task;
        var call = _api.GetAsync(cancellationToken: cancellation.Token);
        await cancellation.CancelAsync();
        var exception = await Assert.CatchAsync<OperationCanceledException>(() => call);

        Assert.That(exception!.CancellationToken, Is.EqualTo(cancellation.Token));
        await AssertIsDisposedAsync(late);
    }

    [Test]
    public async Task Body_that_ignores_a_timeout_is_abandoned()
    {
        _api.Transport.Respond(() => new HttpResponseMessage { Content = new StreamContent(new StuckStream()) });
        var call = _api.GetAsync(new RequestOptions { AttemptTimeout = TimeSpan.FromSeconds(5) });
        _api.Clock.Advance(TimeSpan.FromSeconds(5));

        await Assert.ThrowsAsync<TransportException>(() => call);
    }

    [Test]
    [NonParallelizable]
    public async Task Late_exception_of_an_abandoned_send_is_observed() =>
        Assert.That(await UnobservedExceptions.CountAsync<LateException>(FailLateAsync), Is.Zero);

    [Test]
    public async Task Headers_that_a_handler_adds_are_sent_once_in_each_attempt()
    {
        _api.Options.Retry = new RetryOptions { MaxRetries = 2, BaseDelay = TimeSpan.Zero };
        var number = 0;
        _api.Options.Transport = new AddingHandler(request =>
        {
            request.Headers.Add("X-Correlation", $"{++number}");
            request.Headers.TryAddWithoutValidation("User-Agent", "host/1");
            request.Content?.Headers.Add("X-Digest", $"{number}");
        }) { InnerHandler = _api.Transport };
        _api.Transport.Respond(503).Respond(503).Respond(200, "{}");
        await _api.SendAsync("PUT");

        Assert.That(_api.Transport.Sent.Select(request => request.Headers["X-Correlation"]), Is.EqualTo(new[] { "1", "2", "3" }));
        Assert.That(_api.Transport.Sent.Select(request => request.Headers["User-Agent"]).Distinct().Count(), Is.EqualTo(1));
    }

    [TestCase("GET", false)]
    [TestCase("POST", true)]
    public async Task Switch_of_protocol_is_an_InvalidResponseException(string method, bool isUnknown)
    {
        _api.Transport.Respond(() => new HttpResponseMessage(HttpStatusCode.SwitchingProtocols) { Content = new StreamContent(new StuckStream()) });
        var exception = await Assert.ThrowsAsync<InvalidResponseException>(() => _api.SendAsync(method));

        Assert.That((exception!.StatusCode, exception.IsOutcomeUnknown), Is.EqualTo((101, isUnknown)));
    }

    /// <summary>A hedging handler uses the send that ends first, and cancels the other.</summary>
    [TestCase(200)]
    [TestCase(503)]
    public async Task Write_that_a_handler_hedges_has_the_outcome_of_the_first_send(int status)
    {
        _api.Options.Retry = new RetryOptions { MaxRetries = 0 };
        var first = new TaskCompletionSource<HttpResponseMessage>();
        _api.Options.Transport = new HedgingHandler(() => first.SetResult(ScriptedTransport.Response(status, "{\"a\":1}")))
        {
            InnerHandler = new SingleSendHandler { InnerHandler = _api.Transport },
        };
        _api.Transport.Then(_ => first.Task);
        var call = _api.SendAsync("POST");

        if (status == 200)
        {
            Assert.That((int?)(await call)["a"], Is.EqualTo(1));
        }
        else
        {
            Assert.That((await Assert.ThrowsAsync<ServerException>(() => call))!.IsOutcomeUnknown, Is.True);
        }

        Assert.That(_api.Transport.Sent, Has.Count.EqualTo(1));
    }

    /// <summary>Abandons a send; afterwards nothing references its task, so that the garbage collector finds it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task FailLateAsync()
    {
        var late = new TaskCompletionSource<HttpResponseMessage>();
        _api.Transport.Then(_ => late.Task);
        var call = _api.GetAsync(new RequestOptions { AttemptTimeout = TimeSpan.FromSeconds(5) });
        _api.Clock.Advance(TimeSpan.FromSeconds(5));
        await Assert.ThrowsAsync<TransportException>(() => call);
        late.SetException(new LateException());
    }

    private static async Task AssertIsDisposedAsync(TaskCompletionSource<HttpResponseMessage> late)
    {
        var stream = new DisposableStream();
        late.SetResult(new HttpResponseMessage { Content = new StreamContent(stream) });
        await stream.Disposed;
    }

    private sealed class AddingHandler(Action<HttpRequestMessage> add) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            add(request);
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class HedgingHandler(Action hedged) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var losing = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var first = base.SendAsync(request, losing.Token);
            var second = base.SendAsync(request, losing.Token);
            hedged();
            var winner = await Task.WhenAny(second, first);
            _ = (winner == first ? second : first).ContinueWith(loser => loser.Exception, TaskScheduler.Default);
            if (winner == first && first.Status == TaskStatus.RanToCompletion)
            {
                await losing.CancelAsync();
            }

            return await winner;
        }
    }

    private sealed class StuckStream : MemoryStream
    {
        private readonly TaskCompletionSource<int> _never = new();

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(_never.Task);

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => _never.Task;
    }

    private sealed class LateException : Exception;

    private sealed class DisposableStream : MemoryStream
    {
        private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Disposed => _disposed.Task;

        protected override void Dispose(bool disposing)
        {
            _disposed.TrySetResult();
            base.Dispose(disposing);
        }
    }
}
