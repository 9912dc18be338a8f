#if !NET8_0_OR_GREATER
namespace IdentitySdk.Core;

/// <summary>
/// Limits the lifetime of connections where the platform's handler has no setting for it: after that time a new handler takes over, and the old one
/// is disposed after its last request.
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
            // The attempt reads the body outside this method: the response keeps the handler alive until it is disposed.
            var response = await lease.Invoker.SendAsync(request, cancellationToken).ConfigureAwait(false);
            response.Content = new LeasedContent(response.Content, () => Release(lease));
            return response;
        }
        catch
        {
            Release(lease);
            throw;
        }
    }

    protected override void Dispose(bool disposing)
    {
        Lease? last = null;
        lock (_lock)
        {
            if (disposing && !_isDisposed)
            {
                (_isDisposed, last, _current) = (true, _current, null);
            }
        }

        last?.Invoker.Dispose();
        base.Dispose(disposing);
    }

    private Lease Take()
    {
        Lease? retired = null;
        try
        {
            lock (_lock)
            {
                if (_isDisposed)
                {
                    throw new ObjectDisposedException(nameof(HttpMessageHandler));
                }

                if (_current is null || clock.GetElapsedTime(_current.Started) >= lifetime)
                {
                    if (_current is not null)
                    {
                        _current.IsRetired = true;
                        retired = _current.Requests == 0 ? _current : null;
                    }

                    _current = new Lease(new HttpMessageInvoker(create()), clock.GetTimestamp());
                }

                _current.Requests++;
                return _current;
            }
        }
        finally
        {
            retired?.Invoker.Dispose();
        }
    }

    private void Release(Lease lease)
    {
        bool isLast;
        lock (_lock)
        {
            isLast = --lease.Requests == 0 && lease.IsRetired;
        }

        if (isLast)
        {
            lease.Invoker.Dispose();
        }
    }

    private sealed class Lease(HttpMessageInvoker invoker, long started)
    {
        public HttpMessageInvoker Invoker { get; } = invoker;

        public long Started { get; } = started;

        public int Requests { get; set; }

        public bool IsRetired { get; set; }
    }

    /// <summary>A body that releases its lease when it is disposed.</summary>
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
