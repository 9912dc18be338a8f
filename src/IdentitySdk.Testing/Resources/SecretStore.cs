namespace IdentitySdk.Testing.Resources;

/// <summary>Secrets by user id. A secret that is read is a copy: a change takes effect when it is stored.</summary>
/// <param name="seed">The secret that a user has from the start; null when there is none.</param>
internal sealed class SecretStore(Func<string, Secret?> seed)
{
    private readonly Dictionary<string, Secret> _stored = new(StringComparer.Ordinal);

    public Secret this[string user]
    {
        get => _stored.TryGetValue(user, out var secret) ? secret with { } : seed(user) ?? new();
        set => _stored[user] = value;
    }

    public void Change(string user, Action<Secret> change)
    {
        var secret = this[user];
        change(secret);
        this[user] = secret;
    }

    public void Remove(string user) => _stored.Remove(user);
}
