using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>Options of a single call; what is not set is taken from the client.</summary>
public sealed class RequestOptions
{
    /// <summary>Headers to send with this call; <c>Authorization</c> and headers that frame the message cannot be set here.</summary>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>How this call is retried; null (the default) takes the client's <see cref="IdentityClientOptions.Retry"/>.</summary>
    public RetryOptions? Retry { get; set; }

    /// <summary>How long one attempt of this call may take, headers and body; null (the default) takes <see cref="IdentityClientOptions.AttemptTimeout"/>.</summary>
    public TimeSpan? AttemptTimeout { get; set; }

    /// <summary>Called with each successful response of this call before its body is read into the result; of a list, with each page's, also with one fetched ahead.</summary>
    public Action<ApiResponse>? OnResponse { get; set; }

    internal RequestOptions Copy()
    {
        var copy = new RequestOptions { Retry = Retry?.Copy(), AttemptTimeout = AttemptTimeout, OnResponse = OnResponse };
        foreach (var header in Headers)
        {
            copy.Headers.Add(header);
        }

        return copy;
    }

    internal void Validate()
    {
        Retry?.Validate();
        OptionRange.CheckTimeout(AttemptTimeout ?? Timeout.InfiniteTimeSpan, nameof(AttemptTimeout));
    }
}
