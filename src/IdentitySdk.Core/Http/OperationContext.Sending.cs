namespace IdentitySdk.Core;

/// <content>
/// Guards against a write that is sent twice: <see cref="SingleEntryHandler"/> and <see cref="SingleSendHandler"/> count here, and what they have seen of the
/// current attempt decides whether its outcome is unknown.
/// </content>
internal sealed partial class OperationContext
{
    private int _isEntered;
    private int _sendCount;
    private bool _hasSendGuard;
    private bool _wasPassedOn;
    private RequestBody? _body;
    private Uri? _address;

    /// <summary>Whether the operation may change data of the vendor.</summary>
    public bool IsWrite => Request.Method is not ("GET" or "HEAD");

    /// <summary>The task of all handlers from the outermost on; null before the operation enters them.</summary>
    public Task<HttpResponseMessage>? Exchange { get; set; }

    /// <summary>The first send of this attempt by <see cref="SingleSendHandler"/>; null before it.</summary>
    public Task<HttpResponseMessage>? FirstSend { get; set; }

    /// <summary>The first response of this attempt that <see cref="SingleSendHandler"/> has received; its body may be disposed.</summary>
    public HttpResponseMessage? FirstResponse { get; set; }

    /// <summary>Whether this attempt has been passed to the transport, or to handlers of the host that may have sent it.</summary>
    /// <remarks>A handler that has read the body may have sent it on its own, past the innermost handler.</remarks>
    public bool WasSent => _wasPassedOn || _body is { IsSent: true } || (_hasSendGuard && _body is { IsCopied: true });

    /// <summary>Whether an earlier attempt may have been carried out.</summary>
    public bool MayHaveActed { get; private set; }

    /// <summary>Whether the body may have been sent. The send guard sends no copies; without it, the use of a copy is unknown.</summary>
    private bool MayHaveSentBody => _body is { IsSent: true } || (_body is { IsCopied: true } && !(_hasSendGuard && _wasPassedOn));

    /// <summary>Marks the operation as entered; false when it has entered the handlers before.</summary>
    public bool TryEnter(CancellationToken token)
    {
        if (Interlocked.Exchange(ref _isEntered, 1) != 0)
        {
            return false;
        }

        CancellationToken = token;
        return true;
    }

    /// <summary>Whether a message still has the verb, path and origin of the one that was created, or a trusted origin.</summary>
    public bool IsUnchanged(HttpRequestMessage message, IList<Uri> trustedOrigins) =>
        message.Method.Method == Request.Method && MessageSnapshot.IsSameAddress(_address!, message.RequestUri, trustedOrigins);

    /// <summary>Counts a send of this attempt; false when its message has reached the transport before.</summary>
    public bool TrySend()
    {
        _wasPassedOn = true;
        return Interlocked.Increment(ref _sendCount) == 1;
    }

    /// <summary>Whether it is unknown if the vendor carried out the latest attempt.</summary>
    /// <param name="exception">The exception that ended it; null when there was a response.</param>
    public bool IsOutcomeUnknown(Exception? exception) => exception is not null
        ? Outcome.IsUnknown(WasSent, MayHaveSentBody, exception)
        : Response is not null && Outcome.IsUnknown(Response.StatusCode, Error);

    private void ResetSending(bool hasSendGuard, bool wasPassedOn)
    {
        (_hasSendGuard, _wasPassedOn, FirstSend, FirstResponse) = (hasSendGuard, wasPassedOn, null, null);
        Volatile.Write(ref _sendCount, 0);
        _body?.BeginAttempt(isSentAsClone: hasSendGuard);
    }
}
