using System.Text.Json.Nodes;

namespace IdentitySdk.Testing.Resources;

/// <summary>
/// JSON objects by owner and id, in order of creation. An object that is read is a copy: a change takes effect when it is stored, so that a request that is
/// refused half-way changes nothing. An owner that was never written has the objects of the seed.
/// </summary>
/// <param name="id">The id of an object.</param>
/// <param name="seed">The objects that an owner has from the start.</param>
internal sealed class ResourceStore(Func<JsonObject, string> id, Func<string, IEnumerable<JsonObject>>? seed = null)
{
    /// <summary>The owner of objects that belong to no user.</summary>
    public const string Shared = "";

    private readonly Dictionary<string, List<JsonObject>> _stored = new(StringComparer.Ordinal);

    /// <summary>Owners that were written, in no particular order.</summary>
    public IEnumerable<string> Owners => _stored.Keys;

    /// <summary>All shared objects.</summary>
    public IEnumerable<JsonObject> All => Of(Shared);

    public IEnumerable<JsonObject> Of(string owner) => Present(owner).Select(Copy);

    /// <summary>A shared object.</summary>
    public JsonObject? Find(string key) => Find(Shared, key);

    public JsonObject? Find(string owner, string key) => Present(owner).FirstOrDefault(value => id(value) == key) is { } found ? Copy(found) : null;

    /// <summary>Adds or replaces shared objects.</summary>
    public void Put(params IEnumerable<JsonObject> values)
    {
        foreach (var value in values)
        {
            Put(Shared, value);
        }
    }

    /// <summary>Adds an object, or replaces the one with the same id at its position.</summary>
    public void Put(string owner, JsonObject value)
    {
        var list = Stored(owner);
        var index = list.FindIndex(other => id(other) == id(value));
        if (index < 0)
        {
            list.Add(Copy(value));
        }
        else
        {
            list[index] = Copy(value);
        }
    }

    /// <summary>The number of objects removed.</summary>
    public int Remove(string owner, Predicate<JsonObject> matches) => Stored(owner).RemoveAll(matches);

    /// <summary>False when there is none with this id.</summary>
    public bool Remove(string owner, string key) => Remove(owner, value => id(value) == key) > 0;

    private static JsonObject Copy(JsonObject value) => (JsonObject)value.DeepClone();

    private IEnumerable<JsonObject> Present(string owner) => _stored.TryGetValue(owner, out var list) ? list : seed?.Invoke(owner) ?? [];

    private List<JsonObject> Stored(string owner)
    {
        if (!_stored.TryGetValue(owner, out var list))
        {
            _stored[owner] = list = [.. seed?.Invoke(owner) ?? []];
        }

        return list;
    }
}
