#if NETSTANDARD_BUILD
using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>The lifetime of connections on platforms whose handler has no setting for it.</summary>
public sealed class RotatingTransportTests
{
    [Test]
    public async Task Handler_is_replaced_after_its_lifetime_and_disposed_after_its_last_response()
    {
        var clock = new TestClock();
        var handlers = new List<Handler>();
        using var invoker = new HttpMessageInvoker(new RotatingTransport(
            () =>
            {
                handlers.Add(new Handler());
                return handlers[^1];
            },
            TimeSpan.FromMinutes(10),
            clock));

        (await SendAsync()).Dispose();
        clock.Advance(TimeSpan.FromMinutes(9));
        var late = await SendAsync();
        clock.Advance(TimeSpan.FromMinutes(1));
        (await SendAsync()).Dispose();

        Assert.That(handlers, Has.Count.EqualTo(2));
        Assert.That(handlers[0].IsDisposed, Is.False, "a response is still being read");
        late.Dispose();
        Assert.That(handlers[0].IsDisposed, Is.True);
        Assert.That(handlers[1].IsDisposed, Is.False);

        Task<HttpResponseMessage> SendAsync() => invoker.SendAsync(new HttpRequestMessage(HttpMethod.Get, "https://vendor.example/"), default);
    }

    [Test]
    public async Task Body_and_content_headers_are_preserved()
    {
        using var invoker = new HttpMessageInvoker(new RotatingTransport(() => new Handler(), TimeSpan.FromMinutes(10), new TestClock()));
        using var response = await invoker.SendAsync(new HttpRequestMessage(HttpMethod.Get, "https://vendor.example/"), default);
        Assert.That(response.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/json"));
        Assert.That(response.Content.Headers.ContentLength, Is.EqualTo(2));
        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo("{}"));
    }

    [Test]
    public async Task Disposal_disposes_the_current_handler()
    {
        var handler = new Handler();
        var invoker = new HttpMessageInvoker(new RotatingTransport(() => handler, TimeSpan.FromMinutes(10), new TestClock()));
        (await invoker.SendAsync(new HttpRequestMessage(HttpMethod.Get, "https://vendor.example/"), default)).Dispose();
        invoker.Dispose();
        Assert.That(handler.IsDisposed, Is.True);
    }

    private sealed class Handler : HttpMessageHandler
    {
        public bool IsDisposed { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");

            // As in a real response: StringContent adds it only when it is read.
            content.Headers.ContentLength = 2;
            return Task.FromResult(new HttpResponseMessage { Content = content });
        }

        protected override void Dispose(bool disposing) => IsDisposed = true;
    }
}
#endif
