using IdentitySdk.Agilicus;
using RichardSzalay.MockHttp;

namespace IdentitySdk.Tests;

/// <summary>Values that Agilicus requires or rejects are checked before any I/O.</summary>
public sealed class AgilicusValidationTests
{
    private static readonly object[] s_violations =
    [
        new object[] { (AgilicusClient client) => client.MfaChallengeMethods.CreateAsync("u", new MfaChallengeMethod { Spec = new MfaChallengeMethodSpec { Priority = 1 } }), "ChallengeType is required" },
        new object[] { (AgilicusClient client) => client.UpstreamIdentities.CreateAsync("u", new UpstreamUserIdentity()), "Spec is required" },
        new object[] { (AgilicusClient client) => client.ServiceAccounts.CreateAsync(new ServiceAccount { Spec = new ServiceAccountSpec { Name = "n" } }), "OrgId is required" },
        new object[] { (AgilicusClient client) => client.UserRequests.CreateAsync(new UserRequestInfo { Spec = new UserRequestInfoSpec { UserId = "u", OrgId = "o" } }), "RequestedResource is required" },
        new object[] { (AgilicusClient client) => client.UserMetadata.BulkUpdateAsync(new BulkUserMetadata { OrgId = "o" }), "DataType is required" },
        new object[] { (AgilicusClient client) => client.MfaChallengeMethods.ResetAsync("u", new ResetMfaChallengeMethodsRequest()), "OrgId is required" },
        new object[] { (AgilicusClient client) => client.ServiceAccounts.ListAsync(new ListServiceAccountsOptions { Limit = 0 }), "Limit must lie between 1 and 500" },
        new object[] { (AgilicusClient client) => client.UserRoles.ListForOrgAsync(new ListOrgUserRolesOptions { Offset = -1 }), "Offset must be at least 0" },
        new object[] { (AgilicusClient client) => client.AccessInfo.ListApplicationsAsync("o", ""), "required" },
    ];

    [TestCaseSource(nameof(s_violations))]
    public void Missing_or_invalid_value_is_named_and_nothing_is_sent(Func<AgilicusClient, Task> call, string rule)
    {
        using var server = new MockHttpMessageHandler();
        var sent = server.When("*").Respond("application/json", "{}");
        using var client = new AgilicusClient(new AgilicusClientOptions { Credential = AgilicusCredential.AccessToken("t"), Transport = server });

        Assert.That(() => call(client), Throws.ArgumentException.With.Message.Contains(rule));
        Assert.That(server.GetMatchCount(sent), Is.Zero);
    }
}
