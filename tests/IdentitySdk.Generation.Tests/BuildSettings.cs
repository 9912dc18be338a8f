using System.Reflection;

namespace IdentitySdk.Tests;

/// <summary>Settings from the project file.</summary>
internal static class BuildSettings
{
    /// <summary>The folder of NSwag's tools in the package.</summary>
    public static string NSwagTools { get; } = Path.GetFullPath(Value("NSwagTools"));

    /// <summary>The assemblies that a vendor's project compiles against.</summary>
    public static string[] References(string framework) => File.ReadAllLines(Path.Combine(Value("References"), $"{framework}.txt"));

    private static string Value(string key) =>
        typeof(BuildSettings).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
