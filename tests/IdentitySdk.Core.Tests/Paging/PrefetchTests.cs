using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>Prefetching the next page while the caller processes the current one.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PrefetchTests : IDisposable
{
    private static readonly LinkPaging s_style = new() { Cursor = "after" };
    private readonly TestApi _api = new();

    public void Dispose() => _api.Dispose();

    [TestCase(null, "1 3 4 5 5", Description = "the default")]
    [TestCase(true, "1 3 4 5 5")]
    [TestCase(false, "1 2 3 4 5")]
    public async Task Prefetch_fetches_one_page_ahead_from_the_second_page_on(bool? prefetch, string sentAtEachPage)
    {
        _api.Options.Paging.Prefetch = prefetch ?? _api.Options.Paging.Prefetch;
        _api.Transport.Fallback = (request, _) => Task.FromResult(Page(request, last: 4));
        var sent = new List<int>();
        await foreach (var page in Pages())
        {
            sent.Add(_api.Transport.Sent.Count);
        }

        Assert.That(string.Join(' ', sent), Is.EqualTo(sentAtEachPage));
    }

    [Test]
    public async Task Leaving_the_list_cancels_the_prefetched_page()
    {
        var cancelled = new TaskCompletionSource();
        _api.Transport.Fallback = async (request, cancellationToken) =>
        {
            if (_api.Transport.Sent.Count == 3)
            {
                cancellationToken.Register(cancelled.SetResult);
                return await ScriptedTransport.Never(cancellationToken);
            }

            return Page(request, last: 9);
        };
        await ReadTwoPagesAsync();
        Assert.That(_api.Transport.Sent, Has.Count.EqualTo(3));
        await cancelled.Task;
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Leaving_the_list_does_not_wait_for_cancellation_callbacks(bool throws)
    {
        using var stuck = new ManualResetEventSlim();
        _api.Transport.Fallback = async (request, cancellationToken) =>
        {
            if (_api.Transport.Sent.Count == 3)
            {
                cancellationToken.Register(() =>
                {
                    if (throws)
                    {
                        throw new ApplicationException("an exception of the handler");
                    }

                    stuck.Wait();
                });
                return await ScriptedTransport.Never(cancellationToken);
            }

            return Page(request, last: 9);
        };
        await ReadTwoPagesAsync();

        stuck.Set();
        Assert.That(_api.Transport.Sent, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Failed_prefetch_after_leaving_is_neither_thrown_nor_unobserved()
    {
        var unobserved = 0;
        void Count(object? sender, UnobservedTaskExceptionEventArgs args) => Interlocked.Increment(ref unobserved);
        TaskScheduler.UnobservedTaskException += Count;
        try
        {
            _api.Transport.Fallback = (request, _) =>
                Task.FromResult(_api.Transport.Sent.Count % 3 == 0 ? ScriptedTransport.Response(404) : Page(request, last: 9));
            for (var times = 0; times < 20; times++)
            {
                await ReadTwoPagesAsync();
            }

            GC.Collect();
            GC.WaitForPendingFinalizers();
            Assert.That(unobserved, Is.Zero);
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Count;
        }
    }

    [Test]
    public async Task Failed_prefetch_is_thrown_when_its_page_is_requested()
    {
        _api.Transport.Fallback = (request, _) =>
            Task.FromResult(_api.Transport.Sent.Count == 3 ? ScriptedTransport.Response(404) : Page(request, last: 9));
        var pages = 0;
        await Assert.ThrowsAsync<NotFoundException>(async () =>
        {
            await foreach (var page in Pages())
            {
                pages++;
            }
        });
        Assert.That(pages, Is.EqualTo(2));
    }

    [Test]
    public async Task Leaving_the_list_does_not_wait_for_a_transport_that_ignores_cancellation()
    {
        var never = new TaskCompletionSource<HttpResponseMessage>();
        _api.Transport.Respond(200, "[\"a\"]", NextLink("1")).Respond(200, "[\"b\"]", NextLink("2")).Then(_ => never.Task);
        async Task LeaveAsync()
        {
            await foreach (var item in _api.List(s_style))
            {
                if (item == "b")
                {
                    break;
                }
            }
        }

        await LeaveAsync().WaitAsync(TimeSpan.FromSeconds(20));
        Assert.That(_api.Transport.Sent, Has.Count.EqualTo(3), "the third page was being prefetched");
    }

    [Test]
    public async Task Dropped_enumerator_leaves_no_exception_unobserved()
    {
        Assert.That(await UnobservedExceptions.CountAsync<Exception>(DropAsync), Is.Zero);

        async Task DropAsync()
        {
            _api.Options.Retry = new RetryOptions { MaxRetries = 0 };
            _api.Transport.Respond(200, "[\"a\"]", NextLink("1")).Respond(200, "[\"b\"]", NextLink("2")).Respond(503);
            var pages = Pages().GetAsyncEnumerator();
            await pages.MoveNextAsync();
            await pages.MoveNextAsync();
        }
    }

    private static HttpResponseMessage Page(HttpRequestMessage request, int last)
    {
        var number = int.Parse(LinkHeader.ReadParameter(request.RequestUri!, "after") ?? "0");
        return number < last ? ScriptedTransport.Response(200, "[]", NextLink($"{number + 1}")) : ScriptedTransport.Response(200, "[]");
    }

    private static (string, string) NextLink(string cursor) => ("Link", $"</things?after={cursor}>; rel=next");

    private IAsyncEnumerable<Page<string>> Pages() => _api.List(s_style).AsPages();

    private async Task ReadTwoPagesAsync()
    {
        var read = 0;
        await foreach (var page in Pages())
        {
            if (++read == 2)
            {
                break;
            }
        }
    }
}
