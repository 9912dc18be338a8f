namespace IdentitySdk.Cli.Profiles;

/// <summary>The Secret Service of a Linux desktop (GNOME Keyring, KWallet), through <c>secret-tool</c>.</summary>
internal sealed class SecretToolStore(ExternalTool tool) : ISecretStore
{
    public string Name => "secret-tool";

    public void Save(string account, string secret)
    {
        if (tool.Run(secret, ["store", $"--label=idsdk {account}", "service", "idsdk", "account", account]).ExitCode != 0)
        {
            throw new SecretStoreException("secret-tool did not save the secret.");
        }
    }

    public string? Read(string account) =>
        tool.Run("", ["lookup", "service", "idsdk", "account", account]) is (0, { Length: > 0 } secret) ? secret : null;

    public void Remove(string account) => tool.Run("", ["clear", "service", "idsdk", "account", account]);
}
