namespace IdentitySdk.Cli.Profiles;

/// <summary>Where secrets are kept.</summary>
internal interface ISecretStore
{
    /// <summary>The name that profiles are saved with.</summary>
    string Name { get; }

    /// <summary>A warning for the person who saves a secret there; null without one.</summary>
    string? Warning { get; }

    /// <summary>Keeps a secret, in place of an older one.</summary>
    /// <exception cref="SecretStoreException">The store did not take it.</exception>
    void Save(string account, string secret);

    /// <summary>Reads a secret; null when there is none.</summary>
    /// <exception cref="SecretStoreException">The store did not respond.</exception>
    string? Read(string account);

    /// <summary>Removes a secret; one that is not there is no error.</summary>
    void Remove(string account);
}
