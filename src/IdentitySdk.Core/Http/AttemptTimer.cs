#if NET8_0_OR_GREATER
using System.Collections.Concurrent;
#endif

namespace IdentitySdk.Core;

/// <summary>Cancels an attempt when its time-out elapses or its caller cancels.</summary>
internal readonly struct AttemptTimer : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _caller;
    private readonly IDisposable? _timer;

    private AttemptTimer(CancellationTokenSource source, CancellationTokenRegistration caller, IDisposable? timer) =>
        (_source, _caller, _timer) = (source, caller, timer);

    public CancellationToken Token => _source.Token;

    public static AttemptTimer Start(TimeProvider clock, TimeSpan time, CancellationToken caller)
    {
        var source = SourcePool.Rent();
        var registration = caller.Register(static source => ((CancellationTokenSource)source!).Cancel(), source);
        return new(source, registration, clock.CancelAfter(source, time));
    }

    public void Dispose()
    {
        _caller.Dispose();
        if (_timer is null)
        {
            SourcePool.Return(_source);
        }
        else
        {
            // Its callback may be running.
            _timer.Dispose();
            _source.Dispose();
        }
    }

    /// <summary>Reuses sources that were not cancelled, with the timer and the registration nodes that each has allocated.</summary>
    private static class SourcePool
    {
#if NET8_0_OR_GREATER
        private const int Capacity = 64;
        private static readonly ConcurrentQueue<CancellationTokenSource> s_sources = new();

        public static CancellationTokenSource Rent() => s_sources.TryDequeue(out var source) ? source : new CancellationTokenSource();

        public static void Return(CancellationTokenSource source)
        {
            if (s_sources.Count < Capacity && source.TryReset())
            {
                s_sources.Enqueue(source);
            }
            else
            {
                source.Dispose();
            }
        }
#else
        public static CancellationTokenSource Rent() => new();

        public static void Return(CancellationTokenSource source) => source.Dispose();
#endif
    }
}
