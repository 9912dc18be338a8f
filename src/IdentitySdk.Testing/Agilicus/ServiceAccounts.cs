using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;
using IdentitySdk.Testing.Seeding;
using IdentitySdk.Testing.Tokens;

namespace IdentitySdk.Testing.Agilicus;

/// <summary>Service accounts: metadata, spec, status. The list has a limit and no way past it.</summary>
internal sealed class ServiceAccounts(TimeProvider time, int defaultPageSize)
{
    private readonly SortedDictionary<string, JsonObject> accounts = new(StringComparer.Ordinal);

    public Reply List(Call call)
    {
        if (!call.TryQuery("limit", out var limit) || limit < 1)
        {
            return Errors.Of(400, "limit must be an integer, at least 1");
        }

        lock (accounts)
        {
            var found = accounts.Values
                .Where(account => call.Query("org_id") is not { } org || account["spec"]?["org_id"]?.ToString() == org)
                .Where(account => call.Query("user_id") is not { } user || account["status"]?["user"]?["id"]?.ToString() == user)
                .Take(limit ?? defaultPageSize);
            return Reply.Json(200, new JsonObject
            {
                ["service_accounts"] = new JsonArray([.. found.Select(account => account.DeepClone())]),
                ["limit"] = limit ?? defaultPageSize,
            });
        }
    }

    public Reply Create(Call call)
    {
        if (call.ReadJson() is not { } body || body["spec"] is not JsonObject spec || spec["name"] is null || spec["org_id"] is null)
        {
            return Errors.Of(400, "spec.name and spec.org_id are required");
        }

        lock (accounts)
        {
            var id = TokenMint.Random(16);
            var now = time.GetUtcNow().WithOffset();
            // The account and its user have different ids; documents are made for the latter.
            var user = new JsonObject { ["id"] = TokenMint.Random(16), ["type"] = "service_account", ["email"] = $"{spec["name"]}@service.example.com" };
            accounts[id] = new JsonObject
            {
                ["metadata"] = new JsonObject { ["id"] = id, ["created"] = now, ["updated"] = now },
                ["spec"] = spec.DeepClone(),
                ["status"] = new JsonObject { ["user"] = user },
            };
            return Reply.Json(201, accounts[id]);
        }
    }

    public Reply Get(Call call) => With(call, (_, account) => Reply.Json(200, account));

    public Reply Replace(Call call) => With(call, (_, account) =>
    {
        if (call.ReadJson()?["spec"] is not JsonObject spec)
        {
            return Errors.InvalidJson();
        }

        account["spec"] = spec.DeepClone();
        account["metadata"]!["updated"] = time.GetUtcNow().WithOffset();
        return Reply.Json(200, account);
    });

    public Reply Delete(Call call) => With(call, (id, _) =>
    {
        accounts.Remove(id);
        return Reply.Empty(204);
    });

    private Reply With(Call call, Func<string, JsonObject, Reply> act)
    {
        var id = call.Path("service_account_id");
        lock (accounts)
        {
            return accounts.TryGetValue(id, out var account) && (call.Query("org_id") is not { } org || account["spec"]?["org_id"]?.ToString() == org)
                ? act(id, account)
                : Errors.NotFound("Service account", id);
        }
    }
}
