#if !NET8_0_OR_GREATER
namespace IdentitySdk.Core;

/// <summary>
/// Limits the lifetime of connections on platforms whose handler has no setting for it: after that time a new handler is used, and the old one is disposed
/// after its last request.
/// </summary>
/// <param name="create">Creates a handler.</param>
/// <param name="lifetime">How long a handler accepts new requests.</param>
/// <param name="clock">The client's clock.</param>
internal sealed class RotatingTransport(Func<HttpMessageHandler> create, TimeSpan lifetime, TimeProvider clock) : HttpMessageHandler
{
    private readonly object _lock = new();
    private Lease? _current;
    private bool _isDisposed;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var lease = Take();
        try
        {
            // The attempt reads the body outside this method: the handler must not be disposed before the response is.
            var response = await lease.Invoker.SendAsync(request, cancellationToken).ConfigureAwait(false);
            response.Content = new LeasedContent(response.Content, lease.Release);
            return response;
        }
        catch
        {
            lease.Release();
            throw;
        }
    }

    protected override void Dispose(bool disposing)
    {
        Lease? last = null;
        lock (_lock)
        {
            if (disposing)
            {
                (_isDisposed, last, _current) = (true, _current, null);
            }
        }

        last?.Invoker.Dispose();
        base.Dispose(disposing);
    }

    private Lease Take()
    {
        Lease lease;
        Lease? retired = null;
        lock (_lock)
        {
            if (_isDisposed)
            {
                throw new ObjectDisposedException(nameof(HttpMessageHandler));
            }

            if (_current is null || clock.GetElapsedTime(_current.Started) >= lifetime)
            {
                (retired, _current) = (_current, new Lease(new HttpMessageInvoker(create()), clock.GetTimestamp()));
            }

            lease = _current;
            lease.AddUser();
        }

        retired?.Release();
        return lease;
    }

    /// <summary>A handler and the number of its users: its requests, and the transport while it is the current one.</summary>
    private sealed class Lease(HttpMessageInvoker invoker, long started)
    {
        private int _users = 1;

        public HttpMessageInvoker Invoker { get; } = invoker;

        public long Started { get; } = started;

        public void AddUser() => Interlocked.Increment(ref _users);

        public void Release()
        {
            if (Interlocked.Decrement(ref _users) == 0)
            {
                Invoker.Dispose();
            }
        }
    }

    /// <summary>A body that releases the lease when it is disposed.</summary>
    private sealed class LeasedContent : HttpContent
    {
        private readonly HttpContent? _content;
        private Action? _release;

        public LeasedContent(HttpContent? content, Action release)
        {
            (_content, _release) = (content, release);
            foreach (var header in content?.Headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>())
            {
                Headers.TryAddWithoutValidation(header.Key, header.Value);
            }
        }

        protected override Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext context) =>
            _content?.CopyToAsync(stream) ?? Task.CompletedTask;

        protected override Task<Stream> CreateContentReadStreamAsync() => _content?.ReadAsStreamAsync() ?? Task.FromResult(Stream.Null);

        protected override bool TryComputeLength(out long length)
        {
            length = _content?.Headers.ContentLength ?? 0;
            return _content?.Headers.ContentLength is not null;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _content?.Dispose();
                Interlocked.Exchange(ref _release, null)?.Invoke();
            }

            base.Dispose(disposing);
        }
    }
}
#endif
