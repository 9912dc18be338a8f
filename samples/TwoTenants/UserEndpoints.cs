using IdentitySdk;
using IdentitySdk.Okta;

namespace TwoTenants;

/// <summary>Endpoints for a tenant's users: list, get, update, suspend.</summary>
internal static class UserEndpoints
{
    public static void MapUsers(this IEndpointRouteBuilder users, OktaClient okta)
    {
        // Returns one page. The continuation token comes from the SDK and is valid for this list only.
        users.MapGet("/", async (string? continuationToken, CancellationToken cancellationToken) =>
        {
            var list = okta.Users.ListAllAsync(new ListUsersOptions { Limit = 50 }, cancellationToken: cancellationToken);
            var page = await list.AsPages(continuationToken).FirstAsync(cancellationToken);
            return new { page.Items, page.ContinuationToken };
        });

        users.MapGet("/{id}", async (string id, CancellationToken cancellationToken) =>
            await okta.Users.GetAsync(id, cancellationToken: cancellationToken).OrNullAsync() is { } user ? Results.Ok(user) : Results.NotFound());

        // Missing properties are left unchanged and null clears a property; the web server's serializer preserves the difference.
        users.MapPatch("/{id}", async (string id, UpdateUserRequest changes, CancellationToken cancellationToken) =>
            await okta.Users.UpdateAsync(id, changes, cancellationToken: cancellationToken));

        users.MapPost("/{id}/suspend", async (string id, CancellationToken cancellationToken) =>
        {
            await okta.UserLifecycle.SuspendAsync(id, cancellationToken: cancellationToken);
            return Results.NoContent();
        });
    }
}
