using IdentitySdk.Cli.Hosting;

namespace IdentitySdk.Cli.Profiles;

/// <summary>The secret stores of this system, in order of preference. The last one is always the file.</summary>
internal static class SecretStores
{
    public static IReadOnlyList<ISecretStore> Find(CliContext context, string path)
    {
        var file = new FileStore(path);
        if (OperatingSystem.IsWindows())
        {
            return [new DpapiStore(file), file];
        }

        var (name, create) = OperatingSystem.IsMacOS()
            ? ("security", (Func<ExternalTool, ISecretStore>)(static tool => new KeychainStore(tool)))
            : ("secret-tool", static tool => new SecretToolStore(tool));
        return ExternalTool.Find(name, context.GetVariable("PATH")) is { } tool ? [create(tool), file] : [file];
    }
}
