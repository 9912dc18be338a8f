using System.Threading.Channels;
using IdentitySdk.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace IdentitySdk.Tests.Auth;

/// <summary>A token endpoint in the test's hands: each request waits until the test answers it.</summary>
internal sealed class FakeTokenEndpoint
{
    /// <summary>How long a test waits for what must come at once; nothing waits for it to pass.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly Channel<TaskCompletionSource<AccessToken>> _requests = Channel.CreateUnbounded<TaskCompletionSource<AccessToken>>();
    private int _open;
    private int _calls;

    public FakeTokenEndpoint(ITokenCache? cache = null, double random = 0, TimeSpan? cacheTimeout = null)
    {
        var shared = new SharedTokenCache(cache ?? new MemoryTokenCache(Clock), () => Key, "Test", NullLogger.Instance, Clock, cacheTimeout ?? TimeSpan.FromMilliseconds(250));
        Source = new TokenSource(FetchAsync, Clock, shared, TimeSpan.MaxValue, () => random);
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    public TokenSource Source { get; }

    /// <summary>The credential, as far as a cache knows it.</summary>
    public string Key { get; set; } = "key";

    /// <summary>Requests so far.</summary>
    public int Calls => _calls;

    /// <summary>The most requests there were at one time.</summary>
    public int MostAtOnce { get; private set; }

    /// <summary>The next request, as soon as it is there.</summary>
    public async ValueTask<TaskCompletionSource<AccessToken>> NextAsync() => await _requests.Reader.ReadAsync().AsTask().WaitAsync(s_patience);

    public AccessToken Token(string value, TimeSpan? life = null) => new(value, life is null ? null : Clock.GetUtcNow() + life);

    public Task<AccessToken> Ask(CancellationToken cancellationToken = default)
    {
        var asked = Source.GetAsync(null, cancellationToken);
        return asked.IsCompleted ? asked.AsTask() : asked.AsTask().WaitAsync(s_patience, CancellationToken.None);
    }

    /// <summary>Asks for a token and answers the request that this makes.</summary>
    public async Task<AccessToken> AskAndAnswerAsync(AccessToken answer)
    {
        var asked = Ask();
        await AnswerAsync(answer);
        return await asked;
    }

    /// <summary>Answers the next request, and waits until the refresh is over.</summary>
    public async Task AnswerAsync(AccessToken answer)
    {
        var request = await NextAsync();
        var refresh = Source.PendingRefresh;
        request.SetResult(answer);
        await refresh.WaitAsync(s_patience);
    }

    /// <summary>Fails the next request, and waits until the refresh is over.</summary>
    public async Task FailAsync()
    {
        var request = await NextAsync();
        var refresh = Source.PendingRefresh;
        request.SetException(new TestException());
        await refresh.ContinueWith(static _ => { }, TaskScheduler.Default).WaitAsync(s_patience);
    }

    private async Task<AccessToken> FetchAsync(CancellationToken cancellationToken)
    {
        MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _open));
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
