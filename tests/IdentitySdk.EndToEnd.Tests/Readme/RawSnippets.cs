using System.Text.Json;
using System.Text.Json.Serialization;
using IdentitySdk.Agilicus;
using IdentitySdk.Okta;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests.Readme;

/// <summary>The examples of raw calls in README and docs, compared by <see cref="ReadmeTests"/>; the first runs in <see cref="GroupMembershipTests"/>.</summary>
internal static class RawSnippets
{
    public static async Task MembershipAsync(OktaClient okta, string groupId, string userId, TextWriter output, CancellationToken cancellationToken)
    {
        #region RawMembership
        var membership = new RawRequest { Path = { ["groupId"] = groupId, ["userId"] = userId } };
        await okta.Raw.SendAsync(HttpMethod.Put, "/api/v1/groups/{groupId}/users/{userId}", membership, cancellationToken);

        var group = new RawRequest { Path = { ["groupId"] = groupId } };
        await foreach (var member in okta.Raw.ListAllAsync<Okta.User>("/api/v1/groups/{groupId}/users", group, cancellationToken))
        {
            output.WriteLine(member.Profile?.Login);
        }

        await okta.Raw.SendAsync(HttpMethod.Delete, "/api/v1/groups/{groupId}/users/{userId}", membership, cancellationToken);
        #endregion
    }

    public static async Task ResultsAsync(OktaClient okta, string brandId, CancellationToken cancellationToken)
    {
        #region RawResults
        JToken tree = await okta.Raw.SendAsync(HttpMethod.Get, "/api/v1/org", cancellationToken: cancellationToken);

        var finance = new RawRequest { Body = new Group { Profile = new GroupProfile { Name = "Finance" } } };
        Group group = await okta.Raw.SendAsync<Group>(HttpMethod.Post, "/api/v1/groups", finance, cancellationToken);

        Org? org = await okta.Raw.SendAsync(HttpMethod.Get, "/api/v1/org", static json => JsonSerializer.Deserialize(json, AppJson.Default.Org), cancellationToken: cancellationToken);

        var brand = new RawRequest { Path = { ["brandId"] = brandId }, RequestOptions = new RequestOptions { Headers = { ["Accept"] = "image/png" } } };
        byte[] logo = await okta.Raw.SendForBytesAsync(HttpMethod.Get, "/api/v1/brands/{brandId}/logo", brand, cancellationToken);
        #endregion
        _ = (tree, group, org, logo);
    }

    public static async Task RetryAsync(OktaClient okta, string userId, CancellationToken cancellationToken)
    {
        #region RawRetry
        var capture = new ResponseCapture();
        var request = new RawRequest
        {
            Path = { ["userId"] = userId },
            IsSafeToRetry = true,
            RequestOptions = new RequestOptions { Capture = capture },
        };
        await okta.Raw.SendAsync(HttpMethod.Post, "/api/v1/users/{userId}/lifecycle/unlock", request, cancellationToken);
        Console.WriteLine(capture.Response?.RequestId);
        #endregion
    }

    public static async Task PagingAsync(AgilicusClient agilicus, string orgId, CancellationToken cancellationToken)
    {
        #region RawPaging
        var request = new RawRequest { Query = { ["org_id"] = orgId }, Paging = AgilicusPaging.EmailKeyset("groups") };
        await foreach (JToken group in agilicus.Raw.ListAllAsync("/v1/groups", request, cancellationToken))
        {
            Console.WriteLine(group["id"]);
        }
        #endregion
    }
}

internal sealed record Org(string Id, string CompanyName);

[JsonSerializable(typeof(Org))]
internal sealed partial class AppJson : JsonSerializerContext;
