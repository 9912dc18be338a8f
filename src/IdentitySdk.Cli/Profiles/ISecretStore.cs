namespace IdentitySdk.Cli.Profiles;

/// <summary>A store for secrets.</summary>
internal interface ISecretStore
{
    /// <summary>The name of the store in profiles.</summary>
    string Name { get; }

    /// <summary>A warning after a secret was saved; null without one.</summary>
    string? Warning => null;

    /// <summary>Saves a secret; replaces an existing one.</summary>
    /// <exception cref="SecretStoreException">The store did not save the secret.</exception>
    void Save(string account, string secret);

    /// <summary>Reads a secret; null when there is none.</summary>
    /// <exception cref="SecretStoreException">The store did not respond.</exception>
    string? Read(string account);

    /// <summary>Removes a secret, if it exists.</summary>
    void Remove(string account);
}
