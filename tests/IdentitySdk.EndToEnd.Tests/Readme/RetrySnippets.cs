using IdentitySdk.Okta;

namespace IdentitySdk.Tests.Readme;

/// <summary>The examples of docs/retries.md, compared by <see cref="ReadmeTests"/> and run by <see cref="GuideTests"/>.</summary>
internal static class RetrySnippets
{
    public static OktaClientOptions Options(string token)
    {
        #region Options
        var options = new OktaClientOptions
        {
            BaseAddress = new Uri("https://example.okta.com"),
            Credential = OktaCredential.ApiToken(token),
            Retry = new RetryOptions { MaxRetries = 5, MaxTotalTime = TimeSpan.FromMinutes(2) },
            RateLimits = new RateLimitOptions { Share = 0.5, MaxWait = TimeSpan.FromSeconds(30) },
        };
        #endregion
        return options;
    }

    public static async Task<User> OneCallAsync(OktaClient okta, string id)
    {
        #region OneCall
        var once = new RequestOptions { Retry = new RetryOptions { MaxRetries = 0 }, AttemptTimeout = TimeSpan.FromSeconds(5) };
        User user = await okta.Users.GetAsync(id, requestOptions: once);
        #endregion
        return user;
    }

    public static void Limits(OktaClient okta, TextWriter output)
    {
        #region Limits
        foreach (var (bucket, limit) in okta.RateLimits.Snapshot())
        {
            output.WriteLine($"{bucket}: {limit.Remaining} of {limit.Limit} until {limit.ResetsAt:T}");
        }
        #endregion
    }
}
