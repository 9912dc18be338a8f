using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using IdentitySdk.Directories;

namespace IdentitySdk.Scim;

/// <summary>
/// The users of a SCIM 2.0 service (RFC 7643 and 7644) as a directory: a sample of a custom directory.
/// </summary>
/// <param name="client">An HTTP client with a base address that ends with a slash, a credential and no retries.</param>
/// <param name="tenant">The name of the tenant.</param>
public sealed class ScimDirectory(HttpClient client, string tenant) : UserDirectory<JsonObject>("scim:" + tenant, ScimAttributes.Capabilities)
{
    private const int PageSize = 100;

    private readonly ScimHttp _http = new(client);

    /// <summary>Pages are addressed by index, so a concurrent change could hide users. Such a list fails instead.</summary>
    protected override async IAsyncEnumerable<JsonObject> ListModels([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        HashSet<string> seen = [];
        for (var start = 1; ;)
        {
            var page = await _http.GetAsync($"Users?startIndex={start}&count={PageSize}", cancellationToken);
            var users = page["Resources"]?.AsArray().Select(user => user!.AsObject()).ToList() ?? [];
            foreach (var user in users.Where(user => seen.Add((string)user["id"]!)))
            {
                yield return user;
            }

            var total = (int)page["totalResults"]!;
            start += users.Count;
            if (users.Count == 0 || start > total)
            {
                if (seen.Count != total)
                {
                    throw new DirectoryException(DirectoryError.Unavailable, "The list changed while it was read.");
                }

                yield break;
            }
        }
    }

    protected override async Task<JsonObject?> GetModelAsync(string id, CancellationToken cancellationToken) => await _http.GetAsync(Path(id), cancellationToken);

    /// <summary>Services differ in how they escape quotes in filters, so a value with a quote is searched for in the whole list.</summary>
    protected override async Task<IReadOnlyList<JsonObject>> FindModelsAsync(UserKey key, string value, CancellationToken cancellationToken)
    {
        if (value.AsSpan().ContainsAny('"', '\\'))
        {
            return await ListModels(cancellationToken).Where(user => key.IsOf(Map(user), value)).ToListAsync(cancellationToken);
        }

        var filter = $"{ScimAttributes.FilterOf(key)} eq \"{value}\"";
        var page = await _http.GetAsync($"Users?filter={Uri.EscapeDataString(filter)}", cancellationToken);
        return [.. page["Resources"]?.AsArray().Select(user => user!.AsObject()) ?? []];
    }

    protected override Task<JsonObject> CreateModelAsync(NewUser user, CancellationToken cancellationToken)
    {
        if (!user.Activate)
        {
            throw new NotSupportedException("SCIM has no pending users: create the user, and suspend it.");
        }

        var model = new JsonObject { ["schemas"] = new JsonArray(ScimAttributes.CoreSchema, ScimAttributes.EnterpriseSchema), ["active"] = true };
        if (user.Password is { } password)
        {
            model["password"] = password;
        }

        foreach (var item in user.Values.Where(item => !item.Value.IsNone))
        {
            ScimAttributes.Set(model, item.Key, item.Value.Text!);
        }

        return _http.SendAsync(HttpMethod.Post, "Users", model, cancellationToken)!;
    }

    protected override async Task UpdateModelAsync(string id, UserValues changes, CancellationToken cancellationToken)
    {
        // A list, such as the email addresses, is written as a whole.
        var model = await _http.GetAsync(Path(id), cancellationToken);
        await PatchAsync(id, changes.Select(item => ScimAttributes.Operation(model, item.Key, item.Value.As(AttributeType.Text)?.Text)), cancellationToken);
    }

    protected override Task PerformModelAsync(JsonObject model, UserAction action, CancellationToken cancellationToken)
    {
        var id = (string)model["id"]!;
        return action == UserAction.Delete
            ? _http.SendAsync(HttpMethod.Delete, Path(id), body: null, cancellationToken)
            : PatchAsync(id, [new JsonObject { ["op"] = "replace", ["path"] = "active", ["value"] = action == UserAction.Resume }], cancellationToken);
    }

    protected override DirectoryUser Map(JsonObject model) => new((string)model["id"]!, ScimAttributes.State(model), ScimAttributes.Values(model))
    {
        NativeStatus = model["active"] is { } active ? $"active {active}" : "active missing",
        Created = (DateTimeOffset?)model["meta"]?["created"],
        Changed = (DateTimeOffset?)model["meta"]?["lastModified"],
        NativeModel = model,
    };

    private static string Path(string id) => id is "." or ".."
        ? throw new ArgumentException("The id is not a path segment.", nameof(id))
        : "Users/" + Uri.EscapeDataString(id);

    private Task PatchAsync(string id, IEnumerable<JsonNode> operations, CancellationToken cancellationToken) => _http.SendAsync(
        HttpMethod.Patch,
        Path(id),
        new JsonObject { ["schemas"] = new JsonArray("urn:ietf:params:scim:api:messages:2.0:PatchOp"), ["Operations"] = new JsonArray([.. operations]) },
        cancellationToken);
}
