using IdentitySdk.Okta;

namespace IdentitySdk.Tests.Readme;

/// <summary>The README's group membership example against a server with pages, rate limits and revoked tokens.</summary>
public sealed class GroupMembershipTests
{
    [Test]
    public async Task Member_is_added_listed_and_removed()
    {
        await using var server = await GroupServer.StartAsync("00u1", "00u2", "00u3", "00u4", "00u5");
        using var okta = Client(server);
        using var output = new StringWriter();

        await RawSnippets.MembershipAsync(okta, "00g1", "00u9", output, CancellationToken.None);

        Assert.That(output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line.Trim()), Is.EqualTo(
            new[] { "00u1", "00u2", "00u3", "00u4", "00u5", "00u9" }.Select(static id => $"{id}@example.com")));
        Assert.That(server.Members, Is.EqualTo(new[] { "00u1", "00u2", "00u3", "00u4", "00u5" }));
        Assert.That(server.Done, Is.EqualTo(new[]
        {
            "PUT /api/v1/groups/00g1/users/00u9", "GET /api/v1/groups/00g1/users", "GET /api/v1/groups/00g1/users?after=00u2",
            "GET /api/v1/groups/00g1/users?after=00u4", "DELETE /api/v1/groups/00g1/users/00u9",
        }));
        Assert.That(server.Statuses, Does.Contain(401).And.Contain(429), "the server rejected tokens and limited requests");
    }

    [Test]
    public async Task Unknown_group_is_a_NotFoundException_with_the_template()
    {
        await using var server = await GroupServer.StartAsync();
        using var okta = Client(server);

        var exception = await Assert.ThrowsAsync<NotFoundException>(() => RawSnippets.MembershipAsync(okta, "00g2", "00u9", TextWriter.Null, CancellationToken.None));

        Assert.That(exception!.Operation, Is.EqualTo("PUT /api/v1/groups/{groupId}/users/{userId}"));
    }

    private static OktaClient Client(GroupServer server)
    {
        var options = new OktaClientOptions { BaseAddress = server.BaseAddress, Credential = OktaCredential.From(_ => Task.FromResult(server.IssueToken())) };
        options.Retry.BaseDelay = TimeSpan.Zero;
        return new OktaClient(options);
    }
}
