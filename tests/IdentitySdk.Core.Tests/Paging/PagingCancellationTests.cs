using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>A list ends with the token that its caller cancelled, whichever of the two it was and whatever the list was doing.</summary>
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
    public async Task Between_items([Values] bool isBound)
    {
        _api.Transport.Answer(200, """["a","b"]""");
        await AssertCancelledAsync(async () =>
        {
            await foreach (var item in List(isBound).WithCancellation(Enumeration(isBound)))
            {
                Assert.That(item, Is.EqualTo("a"));
                await _cancelled.CancelAsync();
            }
        });
    }

    [Test]
    public async Task Between_pages([Values] bool isBound)
    {
        _api.Transport.Answer(200, """["a"]""", ("Link", """<https://vendor.example/things?after=2>; rel="next" """));
        await AssertCancelledAsync(async () =>
        {
            await foreach (var page in List(isBound).AsPages().WithCancellation(Enumeration(isBound)))
            {
                Assert.That(page.Items, Has.Count.EqualTo(1));
                await _cancelled.CancelAsync();
            }
        });
        Assert.That(_api.Transport.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task While_a_page_is_under_way([Values] bool isBound)
    {
        _api.Transport.Then(async cancellationToken =>
        {
            await _cancelled.CancelAsync();
            return await ScriptedTransport.Never(cancellationToken);
        });
        await AssertCancelledAsync(async () =>
        {
            await foreach (var item in List(isBound).WithCancellation(Enumeration(isBound)))
            {
                Assert.Fail(item);
            }
        });
    }

    [Test]
    public async Task Before_anything_is_sent([Values] bool isBound)
    {
        await _cancelled.CancelAsync();
        await AssertCancelledAsync(async () =>
        {
            await foreach (var item in List(isBound).WithCancellation(Enumeration(isBound)))
            {
                Assert.Fail(item);
            }
        });
        Assert.That(_api.Transport.Sent, Is.Empty);
    }

    private AsyncPageable<string> List(bool isBound) => _api.List(s_style, cancellationToken: (isBound ? _cancelled : _other).Token);

    private CancellationToken Enumeration(bool isBound) => (isBound ? _other : _cancelled).Token;

    private async Task AssertCancelledAsync(Func<Task> enumerate)
    {
        var cancelled = (await Assert.CatchAsync<OperationCanceledException>(enumerate))!;
        Assert.That(cancelled.CancellationToken, Is.EqualTo(_cancelled.Token));
    }
}
