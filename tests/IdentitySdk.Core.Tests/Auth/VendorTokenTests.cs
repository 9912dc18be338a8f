using System.Globalization;
using System.Net;

namespace IdentitySdk.Tests.Auth;

/// <summary>Tests of token requests that run with every way to get a token.</summary>
public abstract class VendorTokenTests(string kind) : IDisposable
{
    private VendorClient? _client;

    internal TestClock Clock { get; } = new() { IsAutomatic = false };

    internal TokenTransport Transport { get; } = new();

    internal VendorClient Client
    {
        get => _client ??= Create();
        set => _client = value;
    }

    /// <summary>Whether the tokens come from a function of the caller's, whose exceptions have no status.</summary>
    protected bool IsFunction => kind == "From";

    public void Dispose()
    {
        _client?.Dispose();
        Transport.Dispose();
        GC.SuppressFinalize(this);
    }

    internal VendorClient Create(Action<IdentityClientOptions>? configure = null, bool isOther = false) =>
        VendorClient.Create(kind, Transport, Clock, configure, isOther);

    protected Task<object?> GetAsync(RequestOptions? options = null) => Client.GetOrNull(options, default);

    protected Task WriteAsync(RequestOptions? options = null) => Client.Write(options, default);

    /// <summary>Lets token requests hang until the source has a result.</summary>
    protected TaskCompletionSource<HttpResponseMessage> HangToken()
    {
        var token = new TaskCompletionSource<HttpResponseMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        Transport.Token = cancellationToken => token.Task.WaitAsync(cancellationToken);
        return token;
    }

    protected Task WaitForTokenRequestsAsync(int count) =>
        TestClock.WaitUntilAsync(() => Transport.TokenRequests == count, string.Create(CultureInfo.InvariantCulture, $"{count} token requests"));

    /// <summary>Asserts that a call fails because it has no token, and is not sent.</summary>
    protected async Task<CredentialException> AssertFailsAsync(Func<Task> call)
    {
        var sent = Transport.ApiRequests;
        var exception = (await Assert.ThrowsAsync<CredentialException>(() => call()))!;
        Assert.That((exception.IsOutcomeUnknown, Transport.ApiRequests), Is.EqualTo((false, sent)));
        return exception;
    }
}
