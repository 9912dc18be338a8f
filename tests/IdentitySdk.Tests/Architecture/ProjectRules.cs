namespace IdentitySdk.Tests.Architecture;

/// <summary>The architecture of one project in src/.</summary>
/// <param name="Project">Its name.</param>
internal sealed record ProjectRules(string Project)
{
    /// <summary>
    /// Its folders from top to bottom. A folder uses only folders of the lines below its own; folders on one line do not know each other.
    /// "" is the project's root folder, with the generated files.
    /// </summary>
    public string[][] Layers { get; init; } = [[""]];

    /// <summary>The projects it may reference.</summary>
    public string[] References { get; init; } = [];

    /// <summary>The folders that compose the vendors and so know all of them. All other shared files know no vendor.</summary>
    public string[] Composition { get; init; } = [];

    /// <summary>The rules of every project.</summary>
    public static IReadOnlyList<ProjectRules> All { get; } =
    [
        new("IdentitySdk.Core")
        {
            Layers =
            [
                ["Client"],
                ["Auth", "Paging", "Resilience"],
                ["Http"],
                ["Errors", "Diagnostics"],
                ["Json", "Concurrency"],
                ["Compatibility"],
            ],
        },
        new("IdentitySdk.Okta") { References = ["IdentitySdk.Core"] },
        new("IdentitySdk.OneLogin") { References = ["IdentitySdk.Core"] },
        new("IdentitySdk.Agilicus") { References = ["IdentitySdk.Core"] },
        new("IdentitySdk") { Layers = [[""], ["Configuration"]], References = ["IdentitySdk.Okta", "IdentitySdk.OneLogin", "IdentitySdk.Agilicus"] },
        new("IdentitySdk.Redis") { Layers = [["Registration"], ["RateLimits", "Tokens"], [""]], References = ["IdentitySdk.Core"] },
        new("IdentitySdk.Directory")
        {
            Layers =
            [
                ["Okta", "OneLogin", "Agilicus"],
                ["InMemory", "Apply", "Vendors", "Sources"],
                ["Journal"],
                ["Plans"],
                [""],
            ],
            References = ["IdentitySdk.Okta", "IdentitySdk.OneLogin", "IdentitySdk.Agilicus"],
        },
        new("IdentitySdk.Directory.Conformance") { References = ["IdentitySdk.Directory"] },
        new("IdentitySdk.Testing")
        {
            Layers =
            [
                ["All"],
                ["Okta", "OneLogin", "Agilicus"],
                [""],
                ["Hosting"],
                ["Faults", "Tokens", "Resources", "Schemas"],
                ["Requests", "Seeding"],
                ["Json"],
            ],
            Composition = ["All"],
        },
        new("IdentitySdk.Cli")
        {
            Layers =
            [
                [""],
                ["Doctor", "Emulation", "Exports", "Login", "Operations", "Plans", "Reference", "Users"],
                ["Calls"],
                ["Commands"],
                ["Okta", "OneLogin", "Agilicus", "Output"],
                ["Vendors"],
                ["Profiles"],
                ["Hosting"],
            ],
            References = ["IdentitySdk", "IdentitySdk.Directory", "IdentitySdk.Testing"],
            Composition = [""],
        },
    ];

    /// <summary>A folder as messages show it.</summary>
    public static string Show(string folder) => folder.Length == 0 ? "the root folder" : $"{folder}/";

    /// <summary>Whether a file is one of the project's own, generated files excluded.</summary>
    public bool Contains(string path) => path.StartsWith($"src/{Project}/", StringComparison.Ordinal);

    /// <summary>The folder of a file, as <see cref="Layers"/> names it.</summary>
    public string Folder(string path)
    {
        var inside = Contains(path) ? path[$"src/{Project}/".Length..] : "";
        return inside.Contains('/') ? inside[..inside.IndexOf('/')] : "";
    }

    /// <summary>The layer of a folder, 0 at the top; negative when it has none.</summary>
    public int Layer(string folder) => Array.FindIndex(Layers, layer => layer.Contains(folder));

    /// <summary>Whether a file may know all vendors.</summary>
    public bool IsComposition(string path) => Composition.Contains(Folder(path));
}
