using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Json;
using IdentitySdk.Testing.Resources;
using IdentitySdk.Testing.Seeding;

namespace IdentitySdk.Testing.Okta;

/// <summary>The grants of a user to clients, the clients, and their refresh tokens.</summary>
internal sealed class Consents(Tenant tenant)
{
    private static readonly (string Id, string Name)[] s_clients = [("0oaPortalk9Q5d7x", "Portal"), ("0oaMobilek9Q5d7x", "Mobile app")];
    private static readonly string[] s_scopes = ["profile", "email", "calendar.read"];
    private static readonly IdSequence s_grantIds = new("oag", "k9Q5d7");
    private static readonly IdSequence s_tokenIds = new("oar", "k9Q5d7");

    public EmulatorResponse ListGrants(RequestContext context) => tenant.WithUser(context, (id, _) => Pages.Of(
        context, [.. tenant.Grants.Of(id).Where(grant => context.Query("scopeId") is not { } scope || grant.Text("scopeId") == scope)
            .Select(grant => Expand(context, grant))]));

    public EmulatorResponse GetGrant(RequestContext context) => WithGrant(context, (_, grant) => EmulatorResponse.Json(200, Expand(context, grant)));

    public EmulatorResponse RevokeGrant(RequestContext context) => WithGrant(context, (id, grant) =>
    {
        tenant.Grants.Remove(id, grant.Text("id")!);
        return EmulatorResponse.Empty(204);
    });

    public EmulatorResponse RevokeGrants(RequestContext context) => Revoke(context, tenant.Grants, _ => true);

    public EmulatorResponse ListGrantsForClient(RequestContext context) => OfClient(context, tenant.Grants, grants => Pages.Of(context, grants));

    public EmulatorResponse RevokeGrantsForClient(RequestContext context) =>
        OfClient(context, tenant.Grants, _ => Revoke(context, tenant.Grants, IsOfClient(context)));

    public EmulatorResponse ListClients(RequestContext context) => tenant.WithUser(context, (id, _) =>
    {
        var clients = tenant.Grants.Of(id).Concat(tenant.RefreshTokens.Of(id)).Select(value => value.Text("clientId")!).Distinct();
        return Pages.All(clients.Select(client => ShowClient(id, client)));
    });

    public EmulatorResponse ListTokens(RequestContext context) => OfClient(context, tenant.RefreshTokens, tokens => Pages.Of(context, tokens));

    public EmulatorResponse RevokeTokens(RequestContext context) =>
        OfClient(context, tenant.RefreshTokens, _ => Revoke(context, tenant.RefreshTokens, IsOfClient(context)));

    public EmulatorResponse GetToken(RequestContext context) => WithToken(context, (_, token) => EmulatorResponse.Json(200, Expand(context, token)));

    public EmulatorResponse RevokeToken(RequestContext context) => WithToken(context, (id, token) =>
    {
        tenant.RefreshTokens.Remove(id, token.Text("id")!);
        return EmulatorResponse.Empty(204);
    });

    public static IEnumerable<JsonObject> SeededClients() =>
        s_clients.Select(client => new JsonObject { ["client_id"] = client.Id, ["client_name"] = client.Name, ["client_uri"] = null, ["logo_uri"] = null });

    /// <summary>One user in four has grants.</summary>
    public static IEnumerable<JsonObject> SeededGrants(int slot, string origin)
    {
        var (user, person) = (UserStore.IdOf(slot), new Person(slot));
        return Enumerable.Range(0, IsSeeded(person) ? 1 + person.Number(61, s_scopes.Length) : 0)
            .Select(i => Grant(s_grantIds.Of(((ulong)slot * 8) + (ulong)i), user, ClientOf(person), s_scopes[i], origin, person.Updated.ToUtcText()));
    }

    public static IEnumerable<JsonObject> SeededTokens(int slot, string origin) => new Person(slot) is var person && IsSeeded(person)
        ? [Token(s_tokenIds.Of((ulong)slot), UserStore.IdOf(slot), ClientOf(person), ["offline_access", "profile"], origin, person.Updated)]
        : [];

    public static JsonObject Grant(string id, string user, string client, string scope, string origin, string now) => new()
    {
        ["id"] = id, ["status"] = "ACTIVE", ["created"] = now, ["lastUpdated"] = now, ["issuer"] = $"{origin}/oauth2/default", ["clientId"] = client,
        ["userId"] = user, ["scopeId"] = scope, ["source"] = "END_USER", ["createdBy"] = new JsonObject { ["id"] = user, ["type"] = "User" },
        ["_links"] = new JsonObject { ["self"] = new JsonObject { ["href"] = $"{origin}/api/v1/users/{user}/grants/{id}" } },
    };

    public static JsonObject Token(string id, string user, string client, IEnumerable<string> scopes, string origin, DateTimeOffset time) => new()
    {
        ["id"] = id, ["status"] = "ACTIVE", ["created"] = time.ToUtcText(), ["lastUpdated"] = time.ToUtcText(), ["expiresAt"] = time.AddDays(90).ToUtcText(),
        ["issuer"] = $"{origin}/oauth2/default", ["clientId"] = client, ["userId"] = user,
        ["scopes"] = new JsonArray([.. scopes.Select(scope => (JsonNode)scope)]),
        ["_links"] = new JsonObject { ["self"] = new JsonObject { ["href"] = $"{origin}/api/v1/users/{user}/clients/{client}/tokens/{id}" } },
    };

    /// <summary>Embeds the scopes of a grant or token on request.</summary>
    private static JsonObject Expand(RequestContext context, JsonObject value)
    {
        if (context.Query("expand") is "scope")
        {
            value["_embedded"] = value["scopes"] is JsonArray scopes
                ? new JsonObject { ["scopes"] = new JsonArray([.. scopes.Select(scope =>
                    new JsonObject { ["id"] = scope!.ToString(), ["name"] = scope.ToString() })]) }
                : new JsonObject { ["scope"] = new JsonObject { ["id"] = value.Text("scopeId"), ["name"] = value.Text("scopeId") } };
        }

        return value;
    }

    private static bool IsSeeded(Person person) => person.OneIn(4, 60);

    private static string ClientOf(Person person) => s_clients[person.Number(62, 2)].Id;

    private static Predicate<JsonObject> IsOfClient(RequestContext context) => value => value.Text("clientId") == context.PathValue("clientId");

    private JsonObject ShowClient(string user, string client)
    {
        var shown = tenant.Clients.Find(client) ?? new JsonObject { ["client_id"] = client, ["client_name"] = client };
        var href = $"{tenant.Origin}/api/v1/users/{user}/clients/{client}";
        shown["_links"] = new JsonObject
        {
            ["grants"] = new JsonObject { ["href"] = $"{href}/grants" }, ["tokens"] = new JsonObject { ["href"] = $"{href}/tokens" },
        };
        return shown;
    }

    private EmulatorResponse OfClient(RequestContext context, ResourceStore store, Func<IReadOnlyList<JsonObject>, EmulatorResponse> act) =>
        tenant.WithUser(context, (id, _) => tenant.Clients.Find(context.PathValue("clientId")) is null
            ? Errors.NotFound(context.PathValue("clientId"), "Client")
            : act([.. store.Of(id).Where(value => IsOfClient(context)(value)).Select(value => Expand(context, value))]));

    private EmulatorResponse Revoke(RequestContext context, ResourceStore store, Predicate<JsonObject> matches) => tenant.WithUser(context, (id, _) =>
    {
        store.Remove(id, matches);
        return EmulatorResponse.Empty(204);
    });

    private EmulatorResponse WithGrant(RequestContext context, Func<string, JsonObject, EmulatorResponse> act) => tenant.WithUser(context, (id, _) =>
        tenant.Grants.Find(id, context.PathValue("grantId")) is { } grant
            ? act(id, grant)
            : Errors.NotFound(context.PathValue("grantId"), "OAuth2ScopeConsentGrant"));

    private EmulatorResponse WithToken(RequestContext context, Func<string, JsonObject, EmulatorResponse> act) => tenant.WithUser(context, (id, _) =>
        tenant.RefreshTokens.Find(id, context.PathValue("tokenId")) is { } token && IsOfClient(context)(token)
            ? act(id, token)
            : Errors.NotFound(context.PathValue("tokenId"), "OAuth2RefreshToken"));
}
