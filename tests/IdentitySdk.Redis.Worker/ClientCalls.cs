using System.Diagnostics;
using System.Net;
using IdentitySdk.Okta;
using IdentitySdk.Redis;

namespace IdentitySdk.Tests.Worker;

/// <summary>Callers of a client.</summary>
internal static class ClientCalls
{
    /// <summary>Lists users until the time has elapsed.</summary>
    /// <returns>The numbers of successful and refused calls.</returns>
    public static async Task<string> RunAsync(RedisRateLimitStore store, Uri address, int callers, TimeSpan time)
    {
        using var counter = new RefusalCounter();
        using var okta = new OktaClient(new OktaClientOptions
        {
            BaseAddress = new Uri(address.GetLeftPart(UriPartial.Authority)),
            Credential = OktaCredential.ApiToken(Uri.UnescapeDataString(address.Query.TrimStart('?'))),
            Transport = counter,
            RateLimits = new RateLimitOptions { Store = store, StoreTimeout = TimeSpan.FromSeconds(30) },
        });
        var (started, succeeded) = (Stopwatch.GetTimestamp(), 0);
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(CallAsync)));
        return $"{succeeded} {counter.Refused}";

        async Task CallAsync()
        {
            while (time - Stopwatch.GetElapsedTime(started) is var rest && rest > TimeSpan.Zero)
            {
                using var ending = new CancellationTokenSource(rest);
                try
                {
                    await okta.Users.ListAsync(new ListUsersOptions { Limit = 1 }, cancellationToken: ending.Token);
                    Interlocked.Increment(ref succeeded);
                }
                catch (OperationCanceledException) when (ending.IsCancellationRequested)
                {
                    return;
                }
            }
        }
    }

    private sealed class RefusalCounter() : DelegatingHandler(new SocketsHttpHandler())
    {
        private int _refused;

        public int Refused => _refused;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            Interlocked.Add(ref _refused, response.StatusCode == HttpStatusCode.TooManyRequests ? 1 : 0);
            return response;
        }
    }
}
