using IdentitySdk;
using IdentitySdk.Okta;

namespace TwoTenants;

/// <summary>A tenant's users: list, read, change, suspend.</summary>
internal static class UserEndpoints
{
    public static void MapUsers(this IEndpointRouteBuilder users, OktaClient okta)
    {
        // A page at a time; the token is the SDK's own, and good for this list alone.
        users.MapGet("/", async (string? continuationToken, CancellationToken cancellationToken) =>
        {
            var list = okta.Users.ListAllAsync(new ListUsersOptions { Limit = 50 }, cancellationToken: cancellationToken);
            var page = await list.AsPages(continuationToken).FirstAsync(cancellationToken);
            return new { page.Items, page.ContinuationToken };
        });

        users.MapGet("/{id}", async (string id, CancellationToken cancellationToken) =>
            await okta.Users.GetAsync(id, cancellationToken: cancellationToken).OrNullAsync() is { } user ? Results.Ok(user) : Results.NotFound());

        // What the request does not name stays as it is, and null clears: both come through the web server's serializer.
        users.MapPatch("/{id}", async (string id, UpdateUserRequest changes, CancellationToken cancellationToken) =>
            await okta.Users.UpdateAsync(id, changes, cancellationToken: cancellationToken));

        users.MapPost("/{id}/suspend", async (string id, CancellationToken cancellationToken) =>
        {
            await okta.UserLifecycle.SuspendAsync(id, cancellationToken: cancellationToken);
            return Results.NoContent();
        });
    }
}
