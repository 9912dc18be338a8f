using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using IdentitySdk;
using IdentitySdk.Agilicus;
using IdentitySdk.Okta;
using IdentitySdk.OneLogin;
using IdentitySdk.Redis;
using Microsoft.Extensions.DependencyInjection;

namespace Consumer;

/// <summary>A user's first code, compiled against the packages alone.</summary>
public static class FirstCalls
{
    public static async Task<List<string?>> ListAsync(string apiToken, CancellationToken cancellationToken)
    {
        using var okta = new OktaClient(new OktaClientOptions { BaseAddress = new Uri("https://example.okta.com"), Credential = OktaCredential.ApiToken(apiToken) });
        var names = new List<string?>();
        await foreach (var user in okta.Users.ListAllAsync(new IdentitySdk.Okta.ListUsersOptions { Filter = "status eq \"ACTIVE\"" }, cancellationToken: cancellationToken))
        {
            names.Add(user.Profile?.Login);
        }

        return names;
    }

    public static IServiceCollection Register(IServiceCollection services)
    {
        services.AddOktaClient(options => options.BaseAddress = new Uri("https://example.okta.com"));
        services.AddOneLoginClient("acme", options => options.Credential = OneLoginCredential.Client("id", "secret"));
        services.AddAgilicusClient(options => options.Credential = AgilicusCredential.AccessToken("token"));
        services.AddIdentitySdkRedis("localhost", options => options.TokenProtector = TokenProtector.Aes(new byte[32]));
        return services;
    }
}
