namespace IdentitySdk.Configuration;

/// <summary>The secret of a credential, and the keys that belong to it.</summary>
internal sealed class CredentialValues(string secret, IReadOnlyDictionary<string, ConfigurationValue> others)
{
    public string Secret { get; } = secret;

    public string? Text(string key) => others.TryGetValue(key, out var value) ? value.Text : null;

    public IReadOnlyList<string>? List(string key) => others.TryGetValue(key, out var value) ? [.. value.List().Select(static word => word.Text)] : null;

    public T OneOf<T>(string key, params T[] values)
        where T : struct, Enum => others.TryGetValue(key, out var value) ? value.OneOf(values) : values[0];

    /// <summary>Only the type's name, without the secret.</summary>
    public override string ToString() => nameof(CredentialValues);
}
