using System.Threading.Channels;
using IdentitySdk.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace IdentitySdk.Tests.Auth;

/// <summary>A token endpoint that the test controls: each request waits until the test responds.</summary>
internal sealed class FakeTokenEndpoint
{
    /// <summary>Time-out of waits that normally end immediately.</summary>
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(20);

    private readonly Channel<TaskCompletionSource<AccessToken>> _requests = Channel.CreateUnbounded<TaskCompletionSource<AccessToken>>();
    private int _open;
    private int _calls;

    public FakeTokenEndpoint(ITokenCache? cache = null, double random = 0, TimeSpan? cacheTimeout = null)
    {
        cacheTimeout ??= TimeSpan.FromMilliseconds(250);
        var shared = new SharedTokenCache(cache ?? new MemoryTokenCache(Clock), () => Key, "Test", NullLogger.Instance, Clock, cacheTimeout.Value);
        Source = new TokenSource(FetchAsync, Clock, shared, TimeSpan.MaxValue, () => random);
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    public TokenSource Source { get; }

    /// <summary>The key in the cache.</summary>
    public string Key { get; set; } = "key";

    /// <summary>The number of requests so far.</summary>
    public int Calls => _calls;

    /// <summary>The highest number of concurrent requests.</summary>
    public int MaxConcurrency { get; private set; }

    /// <summary>Waits for the next request.</summary>
    public async ValueTask<TaskCompletionSource<AccessToken>> NextAsync() => await _requests.Reader.ReadAsync().AsTask().WaitAsync(s_timeout);

    public AccessToken Token(string value, TimeSpan? lifetime = null) => new(value, lifetime is null ? null : Clock.GetUtcNow() + lifetime);

    public Task<AccessToken> GetAsync(CancellationToken cancellationToken = default)
    {
        var token = Source.GetAsync(null, cancellationToken);
        return token.IsCompleted ? token.AsTask() : token.AsTask().WaitAsync(s_timeout, CancellationToken.None);
    }

    /// <summary>Gets a token, and responds to the request that this makes.</summary>
    public async Task<AccessToken> GetWithResponseAsync(AccessToken response)
    {
        var token = GetAsync();
        await RespondAsync(response);
        return await token;
    }

    /// <summary>Responds to the next request, and waits for the end of the refresh.</summary>
    public async Task RespondAsync(AccessToken response)
    {
        var request = await NextAsync();
        var refresh = Source.PendingRefresh;
        request.SetResult(response);
        await refresh.WaitAsync(s_timeout);
    }

    /// <summary>Fails the next request, and waits for the end of the refresh.</summary>
    public async Task FailAsync()
    {
        var request = await NextAsync();
        var refresh = Source.PendingRefresh;
        request.SetException(new TestException());
        await refresh.ContinueWith(static _ => { }, TaskScheduler.Default).WaitAsync(s_timeout);
    }

    private async Task<AccessToken> FetchAsync(CancellationToken cancellationToken)
    {
        MaxConcurrency = Math.Max(MaxConcurrency, Interlocked.Increment(ref _open));
        Interlocked.Increment(ref _calls);
        var request = new TaskCompletionSource<AccessToken>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _requests.Writer.WriteAsync(request, cancellationToken);
        try
        {
            return await request.Task;
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    public sealed class TestException : Exception;
}
