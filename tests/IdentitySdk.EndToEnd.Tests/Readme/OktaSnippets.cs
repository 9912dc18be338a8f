using IdentitySdk.Okta;
using IdentitySdk.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace IdentitySdk.Tests.Readme;

/// <summary>The README's examples for Okta, compared by <see cref="ReadmeTests"/>.</summary>
internal static class OktaSnippets
{
    public static async Task OktaAsync(string token, CancellationToken cancellationToken)
    {
        #region Okta
        using var okta = new OktaClient(new OktaClientOptions
        {
            BaseAddress = new Uri("https://example.okta.com"),
            Credential = OktaCredential.ApiToken(token),
        });

        await foreach (var user in okta.Users.ListAllAsync(new ListUsersOptions { Filter = "status eq \"ACTIVE\"" }, cancellationToken: cancellationToken))
        {
            Console.WriteLine($"{user.Id} {user.Profile?.Login}");
        }
        #endregion
    }

    public static async Task PagesAsync(OktaClient okta, string? resumeFrom)
    {
        #region Pages
        await foreach (var page in okta.Users.ListAllAsync().AsPages(resumeFrom, pageSize: 100))
        {
            await SaveAsync(page.Items, page.ContinuationToken);
        }
        #endregion
    }

    public static async Task UpdateAsync(OktaClient okta, string id)
    {
        #region Update
        await okta.Users.UpdateAsync(id, new UpdateUserRequest { Profile = new UserProfile { Title = "Countess", SecondEmail = null } });
        #endregion
    }

    public static async Task ErrorsAsync(OktaClient okta, string id)
    {
        #region Errors
        try
        {
            await okta.UserLifecycle.SuspendAsync(id);
        }
        catch (InvalidRequestException exception)
        {
            Console.Error.WriteLine(exception.Details);
        }
        #endregion
    }

    public static void Options(string token)
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
        _ = options;
    }

    public static void DependencyInjection(IServiceCollection services, string token)
    {
        #region DependencyInjection
        services.AddOktaClient(options =>
        {
            options.BaseAddress = new Uri("https://example.okta.com");
            options.Credential = OktaCredential.ApiToken(token);
        });
        #endregion
    }

    public static async Task EmulatorAsync()
    {
        #region Emulator
        await using var emulator = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 5 });
        using var okta = new OktaClient(new OktaClientOptions
        {
            BaseAddress = emulator.BaseAddress,
            Credential = OktaCredential.ApiToken(emulator.ApiToken),
        });
        emulator.Faults.Next(Fault.Status(503));

        var users = await okta.Users.ListAsync();
        #endregion
        _ = users;
    }

    private static Task SaveAsync(IReadOnlyList<User> users, string? continuationToken) => Task.FromResult((users, continuationToken));
}
