using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>Cancellation of a list by the token given to the call or to the enumeration: the exception has the token that was cancelled.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PagingCancellationTests : IDisposable
{
    private static readonly LinkPaging s_style = new() { Cursor = "after" };
    private readonly TestApi _api = new();
    private readonly CancellationTokenSource _cancelled = new();
    private readonly CancellationTokenSource _other = new();

    public void Dispose()
    {
        _api.Dispose();
        _cancelled.Dispose();
        _other.Dispose();
    }

    [Test]
    public async Task Cancellation_between_items_throws_with_the_cancelled_token([Values] bool isCallToken)
    {
        _api.Transport.Respond(200, """["a","b"]""");
        await AssertCancelledAsync(async () =>
        {
            await foreach (var item in List(isCallToken).WithCancellation(EnumerationToken(isCallToken)))
            {
                Assert.That(item, Is.EqualTo("a"));
                await _cancelled.CancelAsync();
            }
        });
    }

    [Test]
    public async Task Cancellation_between_pages_throws_with_the_cancelled_token([Values] bool isCallToken)
    {
        _api.Transport.Respond(200, """["a"]""", ("Link", """<https://vendor.example/things?after=2>; rel="next" """));
        await AssertCancelledAsync(async () =>
        {
            await foreach (var page in List(isCallToken).AsPages().WithCancellation(EnumerationToken(isCallToken)))
            {
                Assert.That(page.Items, Has.Count.EqualTo(1));
                await _cancelled.CancelAsync();
            }
        });
        Assert.That(_api.Transport.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Cancellation_during_a_request_throws_with_the_cancelled_token([Values] bool isCallToken)
    {
        _api.Transport.Then(async cancellationToken =>
        {
            await _cancelled.CancelAsync();
            return await ScriptedTransport.Never(cancellationToken);
        });
        await AssertCancelledAsync(async () =>
        {
            await foreach (var item in List(isCallToken).WithCancellation(EnumerationToken(isCallToken)))
            {
                Assert.Fail(item);
            }
        });
    }

    [Test]
    public async Task Cancellation_before_the_first_page_throws_with_the_cancelled_token([Values] bool isCallToken)
    {
        await _cancelled.CancelAsync();
        await AssertCancelledAsync(async () =>
        {
            await foreach (var item in List(isCallToken).WithCancellation(EnumerationToken(isCallToken)))
            {
                Assert.Fail(item);
            }
        });
        Assert.That(_api.Transport.Sent, Is.Empty);
    }

    [Test]
    public async Task Cancellation_between_items_yields_no_further_item([Values] bool isCallToken)
    {
        _api.Transport.Respond(200, """["a","b","c"]""");
        var list = isCallToken ? _api.List(s_style, cancellationToken: _cancelled.Token) : _api.List(s_style);
        var items = "";
        await Assert.CatchAsync<OperationCanceledException>(async () =>
        {
            await foreach (var item in list.WithCancellation(isCallToken ? default : _cancelled.Token))
            {
                items += item;
                await _cancelled.CancelAsync();
            }
        });
        Assert.That(items, Is.EqualTo("a"));
    }

    [Test]
    public async Task Cancellation_after_the_last_page_throws([Values] bool isCallToken)
    {
        _api.Transport.Respond(200, """["a"]""");
        var list = isCallToken ? _api.List(s_style, cancellationToken: _cancelled.Token).AsPages() : _api.List(s_style).AsPages();
        var pages = 0;
        await Assert.CatchAsync<OperationCanceledException>(async () =>
        {
            await foreach (var page in list.WithCancellation(isCallToken ? default : _cancelled.Token))
            {
                pages++;
                await _cancelled.CancelAsync();
            }
        });
        Assert.That(pages, Is.EqualTo(1));
    }

    [Test]
    public async Task Cancellation_before_the_first_item_sends_nothing([Values] bool isCallToken)
    {
        _api.Transport.Respond(200, """["a","b"]""");
        var list = isCallToken ? _api.List(s_style, cancellationToken: _cancelled.Token) : _api.List(s_style);
        await _cancelled.CancelAsync();
        await Assert.CatchAsync<OperationCanceledException>(async () =>
        {
            await foreach (var item in list.WithCancellation(isCallToken ? default : _cancelled.Token))
            {
                Assert.Fail($"{item} was returned.");
            }
        });
        Assert.That(_api.Transport.Sent, Is.Empty);
    }

    private AsyncPageable<string> List(bool isCallToken) => _api.List(s_style, cancellationToken: (isCallToken ? _cancelled : _other).Token);

    private CancellationToken EnumerationToken(bool isCallToken) => (isCallToken ? _other : _cancelled).Token;

    private async Task AssertCancelledAsync(Func<Task> enumerate)
    {
        var cancelled = (await Assert.CatchAsync<OperationCanceledException>(enumerate))!;
        Assert.That(cancelled.CancellationToken, Is.EqualTo(_cancelled.Token));
    }
}
