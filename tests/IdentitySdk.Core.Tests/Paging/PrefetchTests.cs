using IdentitySdk.Core;

namespace IdentitySdk.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PrefetchTests : IDisposable
{
    private readonly TestApi _api = new();

    public void Dispose() => _api.Dispose();

    [TestCase(null, "1 3 4 5 5", Description = "the default")]
    [TestCase(true, "1 3 4 5 5")]
    [TestCase(false, "1 2 3 4 5")]
    public async Task From_the_second_page_on_one_page_is_fetched_ahead_and_no_more(bool? prefetch, string sentAtEachPage)
    {
        _api.Options.Paging.Prefetch = prefetch ?? _api.Options.Paging.Prefetch;
        _api.Transport.Otherwise = (request, _) => Task.FromResult(Page(request, last: 4));
        var sent = new List<int>();
        await foreach (var page in Pages())
        {
            sent.Add(_api.Transport.Sent.Count);
        }

        Assert.That(string.Join(' ', sent), Is.EqualTo(sentAtEachPage));
    }

    [Test]
    public async Task Leaving_the_list_cancels_the_page_that_was_fetched_ahead()
    {
        var cancelled = false;
        _api.Transport.Otherwise = async (request, cancellationToken) =>
        {
            if (_api.Transport.Sent.Count == 3)
            {
                cancellationToken.Register(() => cancelled = true);
                return await ScriptedTransport.Never(cancellationToken);
            }

            return Page(request, last: 9);
        };
        await TakeTwo();
        Assert.That(_api.Transport.Sent, Has.Count.EqualTo(3));
        Assert.That(cancelled, Is.True);
    }

    [Test]
    public async Task A_page_that_failed_ahead_of_time_is_neither_thrown_at_who_left_nor_left_unobserved()
    {
        var unobserved = 0;
        void Count(object? sender, UnobservedTaskExceptionEventArgs args) => Interlocked.Increment(ref unobserved);
        TaskScheduler.UnobservedTaskException += Count;
        try
        {
            _api.Transport.Otherwise = (request, _) => Task.FromResult(_api.Transport.Sent.Count % 3 == 0 ? ScriptedTransport.Response(404) : Page(request, last: 9));
            for (var times = 0; times < 20; times++)
            {
                await TakeTwo();
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
    public async Task A_page_that_failed_ahead_of_time_is_thrown_when_its_turn_comes()
    {
        _api.Transport.Otherwise = (request, _) => Task.FromResult(_api.Transport.Sent.Count == 3 ? ScriptedTransport.Response(404) : Page(request, last: 9));
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

    private static HttpResponseMessage Page(HttpRequestMessage request, int last)
    {
        var number = int.Parse(LinkHeader.Parameter(request.RequestUri!, "after") ?? "0");
        return number < last ? ScriptedTransport.Response(200, "[]", ("Link", $"</things?after={number + 1}>; rel=next")) : ScriptedTransport.Response(200, "[]");
    }

    private IAsyncEnumerable<Page<string>> Pages() => _api.List(new LinkPaging { Cursor = "after" }).AsPages();

    private async Task TakeTwo()
    {
        var taken = 0;
        await foreach (var page in Pages())
        {
            if (++taken == 2)
            {
                break;
            }
        }
    }
}
