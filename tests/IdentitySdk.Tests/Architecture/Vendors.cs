namespace IdentitySdk.Tests.Architecture;

/// <summary>Which files are a vendor's own.</summary>
internal static class Vendors
{
    public static IReadOnlyList<string> Names { get; } = ["OneLogin", "Okta", "Agilicus"];

    /// <summary>The vendor of a project, folder or file name; null for shared files.</summary>
    public static string? Of(string path) => Names.FirstOrDefault(vendor =>
        path.Split('/').Any(part => part == vendor || part == $"IdentitySdk.{vendor}") || Path.GetFileName(path).StartsWith(vendor, StringComparison.Ordinal));

    /// <summary>The vendor that a text names, if any.</summary>
    public static string? In(string text) => Names.FirstOrDefault(vendor => text.Contains(vendor, StringComparison.OrdinalIgnoreCase));
}
