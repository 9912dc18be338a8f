using System.Text;

namespace IdentitySdk.Cli.Profiles;

/// <summary>The keychain of macOS, through <c>security</c>. Secrets are saved in Base64, so that its commands need no quotes.</summary>
internal sealed class KeychainStore(ExternalTool tool) : ISecretStore
{
    public string Name => "keychain";

    /// <summary>Uses the interactive mode, which reads commands from standard input, so that the secret is not an argument of a process.</summary>
    public void Save(string account, string secret)
    {
        var command = $"add-generic-password -U -s idsdk -a {account} -w {Convert.ToBase64String(Encoding.UTF8.GetBytes(secret))}\n";
        if (tool.Run(command, ["-i"]).ExitCode != 0 || Read(account) != secret)
        {
            throw new SecretStoreException("The keychain did not save the secret.");
        }
    }

    public string? Read(string account) =>
        tool.Run("", ["find-generic-password", "-s", "idsdk", "-a", account, "-w"]) is (0, var text)
            ? Encoding.UTF8.GetString(Convert.FromBase64String(text.Trim()))
            : null;

    public void Remove(string account) => tool.Run("", ["delete-generic-password", "-s", "idsdk", "-a", account]);
}
