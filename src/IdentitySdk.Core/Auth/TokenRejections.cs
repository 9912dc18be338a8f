namespace IdentitySdk.Core;

/// <summary>
/// The tokens that the vendor rejected, and the refreshes that this forces: at most one every ten seconds. The caller synchronizes all members except
/// <see cref="IsLatest"/> and <see cref="IsFromRefresh"/>.
/// </summary>
internal sealed class TokenRejections(TimeProvider clock)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(10);
    private volatile string? _latest;
    private volatile string? _duringRefresh;
    private bool _isCurrentRejected;
    private bool _isForced;
    private long? _forcedAt;
    private long? _previousForcedAt;
    private bool _isReplacement;
    private string? _rejectedReplacement;

    /// <summary>Whether the next token must come from the vendor: the cache's replacement for a rejected token was rejected too.</summary>
    public bool SkipsCache { get; private set; }

    /// <summary>Whether the current token was rejected, and a refresh may be forced.</summary>
    public bool MustForce => _isCurrentRejected && !(_forcedAt is { } at && clock.GetElapsedTime(at) < s_pause);

    public void Record(string value) => (_latest, _duringRefresh) = (value, value);

    /// <summary>Records that the rejected token is the current one.</summary>
    public void RecordCurrent(AccessToken token)
    {
        _isCurrentRejected = true;
        if (_isReplacement)
        {
            (_rejectedReplacement, SkipsCache) = (token.Value, true);
        }
    }

    /// <summary>Records that the current token was dropped without a rejection, so that its refresh is not a forced one.</summary>
    public void ForgetCurrent() => _isCurrentRejected = false;

    public bool IsLatest(AccessToken token) => token.Value == _latest;

    /// <summary>Whether a token is the latest that was rejected since the refresh began.</summary>
    public bool IsFromRefresh(AccessToken token) => token.Value == _duringRefresh;

    /// <summary>The reason to replay a request with a token: a replacement from the cache allows one more replay.</summary>
    public Replay ReplayOf(string value) => value == _rejectedReplacement ? Replay.WithRequestedToken : Replay.WithNewToken;

    public void BeginRefresh()
    {
        (_duringRefresh, _isForced) = (null, _isCurrentRejected);
        if (_isForced)
        {
            (_isCurrentRejected, _previousForcedAt, _forcedAt) = (false, _forcedAt, clock.GetTimestamp());
        }
    }

    /// <summary>Records the token of a refresh.</summary>
    /// <param name="token">The token.</param>
    /// <param name="isShared">Whether it came from the cache.</param>
    public void EndRefresh(AccessToken token, bool isShared)
    {
        _isCurrentRejected = _isCurrentRejected && IsLatest(token);
        _isReplacement = isShared && _isForced;
        SkipsCache = isShared && SkipsCache;
        if (_isReplacement)
        {
            // The vendor received no request, so the pause does not start again.
            _forcedAt = _previousForcedAt;
        }
    }
}
