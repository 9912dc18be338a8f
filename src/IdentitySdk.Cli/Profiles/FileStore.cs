using IdentitySdk.Cli.Hosting;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Cli.Profiles;

/// <summary>A file that only its owner can read, for systems without a secret store.</summary>
internal sealed class FileStore(string path) : ISecretStore
{
    public string Name => "file";

    public string? Warning => $"this system has no secret store that idsdk can use: the secret is saved in {path}, readable only by you, and not encrypted";

    public void Save(string account, string secret)
    {
        var secrets = Load();
        secrets[account] = secret;
        Write(secrets);
    }

    public string? Read(string account) => Load().Value<string>(account);

    public void Remove(string account)
    {
        var secrets = Load();
        if (secrets.Remove(account))
        {
            Write(secrets);
        }
    }

    private JObject Load() => JsonFile.Load(path);

    private void Write(JObject secrets) => AtomicFile.Write("profile", path, secrets.ToString(), isPrivate: true);
}
