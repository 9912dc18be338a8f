using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Seeding;
using IdentitySdk.Testing.Tokens;

namespace IdentitySdk.Testing.Agilicus;

/// <summary>Service accounts: metadata, spec, status. The list has a limit but no paging.</summary>
internal sealed class ServiceAccounts(TimeProvider time, int defaultPageSize)
{
    private readonly SortedDictionary<string, JsonObject> _accounts = new(StringComparer.Ordinal);

    public EmulatorResponse List(RequestContext context)
    {
        if (!context.TryQuery("limit", out var limit) || limit is < 1 or > 500)
        {
            return Errors.Of(400, "limit must be an integer from 1 to 500");
        }

        lock (_accounts)
        {
            var found = _accounts.Values
                .Where(account => context.Query("org_id") is not { } org || account["spec"]?["org_id"]?.ToString() == org)
                .Where(account => context.Query("user_id") is not { } user || account["status"]?["user"]?["id"]?.ToString() == user)
                .Take(limit ?? defaultPageSize);
            return EmulatorResponse.Json(200, new JsonObject
            {
                ["service_accounts"] = new JsonArray([.. found.Select(account => account.DeepClone())]),
                ["limit"] = limit ?? defaultPageSize,
            });
        }
    }

    public EmulatorResponse Create(RequestContext context)
    {
        if (context.ReadJson() is not { } body || body["spec"] is not JsonObject spec || spec["name"] is null || spec["org_id"] is null)
        {
            return Errors.Of(400, "spec.name and spec.org_id are required");
        }

        lock (_accounts)
        {
            var id = TokenMint.Random(16);
            var now = time.GetUtcNow().WithOffset();
            // The account and its user have different ids; authentication documents belong to the user.
            var user = new JsonObject { ["id"] = TokenMint.Random(16), ["type"] = "service_account", ["email"] = $"{spec["name"]}@service.example.com" };
            _accounts[id] = new JsonObject
            {
                ["metadata"] = new JsonObject { ["id"] = id, ["created"] = now, ["updated"] = now },
                ["spec"] = spec.DeepClone(),
                ["status"] = new JsonObject { ["user"] = user },
            };
            return EmulatorResponse.Json(201, _accounts[id]);
        }
    }

    public EmulatorResponse Get(RequestContext context) => WithAccount(context, (_, account) => EmulatorResponse.Json(200, account));

    public EmulatorResponse Replace(RequestContext context) => WithAccount(context, (_, account) =>
    {
        if (context.ReadJson()?["spec"] is not JsonObject spec)
        {
            return Errors.InvalidJson();
        }

        account["spec"] = spec.DeepClone();
        account["metadata"]!["updated"] = time.GetUtcNow().WithOffset();
        return EmulatorResponse.Json(200, account);
    });

    public EmulatorResponse Delete(RequestContext context) => WithAccount(context, (id, _) =>
    {
        _accounts.Remove(id);
        return EmulatorResponse.Empty(204);
    });

    private EmulatorResponse WithAccount(RequestContext context, Func<string, JsonObject, EmulatorResponse> act)
    {
        var id = context.PathValue("service_account_id");
        lock (_accounts)
        {
            return _accounts.TryGetValue(id, out var account) && (context.Query("org_id") is not { } org || account["spec"]?["org_id"]?.ToString() == org)
                ? act(id, account)
                : Errors.NotFound("Service account", id);
        }
    }
}
