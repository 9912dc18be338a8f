using IdentitySdk.Generation;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace IdentitySdk.SpecDiff;

/// <summary>The differences between two versions of one vendor's specification and of the public API that is generated from it.</summary>
internal sealed class VendorDiff
{
    private VendorDiff(string vendor, IReadOnlyList<Change> changes, ApiDiff api, bool isTextDifferent) =>
        (Vendor, Changes, Api, IsTextDifferent) = (vendor, changes, api, isTextDifferent);

    /// <summary>The vendor: the first word of the specification's title.</summary>
    public string Vendor { get; }

    public IReadOnlyList<Change> Changes { get; }

    public ApiDiff Api { get; }

    /// <summary>Whether the files differ at all: including descriptions and examples.</summary>
    public bool IsTextDifferent { get; }

    public Impact Impact => Changes.Any(change => change.Rule.Breaks) || Api.Removed.Count > 0 ? Impact.Breaking
        : Changes.Any(change => change.Rule.Effect == ApiEffect.Adds) || Api.Added.Count > 0 ? Impact.Feature
        : Changes.Count > 0 || IsTextDifferent ? Impact.Patch
        : Impact.None;

    /// <summary>Compares two files.</summary>
    /// <param name="before">The older specification.</param>
    /// <param name="after">The newer one.</param>
    /// <param name="api">The difference of the public API; null when it is not known.</param>
    /// <exception cref="BadInputException">One of them is not a specification, they are of two vendors, or the version decreases.</exception>
    public static VendorDiff Compare(string before, string after, ApiDiff? api = null)
    {
        var (old, now) = (Load(before), Load(after));
        var (oldTitle, nowTitle) = (Title(old), Title(now));
        if (oldTitle != nowTitle)
        {
            throw new BadInputException($"the specifications are of two vendors: '{oldTitle}' and '{nowTitle}'");
        }

        var (oldVersion, nowVersion) = (Version(old), Version(now));
        if (IsLower(nowVersion, oldVersion))
        {
            throw new BadInputException($"the version of '{nowTitle}' decreases from {oldVersion} to {nowVersion}");
        }

        try
        {
            return new(nowTitle.Split(' ')[0], SpecComparer.Compare(old, now), api ?? ApiDiff.None, File.ReadAllText(before) != File.ReadAllText(after));
        }
        catch (ArgumentException exception)
        {
            // Two paths that differ in the names of their parameters alone.
            throw new BadInputException($"{nowTitle}: an operation is declared twice ({exception.Message})");
        }
    }

    private static SpecDocument Load(string path)
    {
        if (!File.Exists(path))
        {
            throw new BadInputException($"{path} does not exist");
        }

        try
        {
            var document = SpecDocument.Load(path);
            return document.Root.Text("openapi")?.StartsWith("3.", StringComparison.Ordinal) == true && document.Root.Get("paths") is YamlMappingNode
                ? document
                : throw new BadInputException($"{path} is not an OpenAPI 3 document: it has no openapi: 3.x, or no paths");
        }
        catch (Exception exception) when (exception is YamlException or InvalidCastException)
        {
            throw new BadInputException($"{path} is not valid YAML: {exception.Message.ReplaceLineEndings(" ")}");
        }
    }

    private static string Title(SpecDocument document) =>
        document.Root.Get("info").Text("title") is { Length: > 0 } title
            ? title
            : throw new BadInputException($"{document.Path} has no info.title, which names the vendor");

    private static string Version(SpecDocument document) =>
        document.Root.Get("info").Text("version") is { Length: > 0 } version ? version : throw new BadInputException($"{document.Path} has no info.version");

    /// <summary>Vendors' versions follow no common scheme: numbers are compared from the left, as far as both versions have them.</summary>
    private static bool IsLower(string version, string other)
    {
        foreach (var (left, right) in version.Split('.', '-').Zip(other.Split('.', '-')))
        {
            if (!int.TryParse(left, out var mine) || !int.TryParse(right, out var theirs))
            {
                return false;
            }

            if (mine != theirs)
            {
                return mine < theirs;
            }
        }

        return false;
    }
}
