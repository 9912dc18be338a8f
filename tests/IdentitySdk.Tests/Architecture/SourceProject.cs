using System.Xml.Linq;

namespace IdentitySdk.Tests.Architecture;

/// <summary>A project and its source files.</summary>
/// <param name="Name">The project's and the assembly's name.</param>
/// <param name="Files">Its source files, generated ones included.</param>
internal sealed record SourceProject(string Name, IReadOnlyList<SourceFile> Files)
{
    /// <summary>The projects it references.</summary>
    public IReadOnlyList<SourceProject> References { get; init; } = [];

    /// <summary>The assemblies that see its internals.</summary>
    public IReadOnlyList<string> Friends { get; init; } = [];

    /// <summary>Reads a project of src/ and the projects it references.</summary>
    public static SourceProject Load(string name)
    {
        var folder = Repository.Path("src", name);
        var project = XDocument.Load(Path.Combine(folder, $"{name}.csproj"));
        var generated = project.Descendants("Vendor").Select(vendor => Repository.Path("generated", vendor.Value));
        return new(name, [.. new[] { folder }.Concat(generated).SelectMany(Read)])
        {
            References = [.. Items(project, "ProjectReference").Select(path => Load(Path.GetFileNameWithoutExtension(path.Replace('\\', '/'))))],
            Friends = [.. Items(project, "InternalsVisibleTo")],
        };
    }

    private static IEnumerable<string> Items(XDocument project, string kind) =>
        project.Descendants(kind).SelectMany(item => item.Attribute("Include")!.Value.Split(';', StringSplitOptions.TrimEntries));

    private static IEnumerable<SourceFile> Read(string folder) =>
        from file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        let path = Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')
        where !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal)
        select new SourceFile(path, File.ReadAllText(file));
}
