namespace IdentitySdk.Tests.Architecture;

/// <summary>What holds for one project of src/.</summary>
/// <param name="Project">Its name.</param>
internal sealed record ProjectRules(string Project)
{
    /// <summary>
    /// Its folders from top to bottom: each uses only folders of the lines below its own, so folders on one line do not know each other.
    /// "" is the project's root folder, generated files included.
    /// </summary>
    public string[][] Layers { get; init; } = [[""]];

    /// <summary>The projects it may refer to.</summary>
    public string[] References { get; init; } = [];

    /// <summary>The folders that put the vendors together and so know them all. Elsewhere only a vendor's own files know that vendor.</summary>
    public string[] Composition { get; init; } = [];

    /// <summary>Whether a vendor may be named where no vendor is known, as in a list of what a package is for.</summary>
    public bool MayNameVendors { get; init; }

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
                ["Json"],
                [""],
            ],
        },
        new("IdentitySdk.Okta") { References = ["IdentitySdk.Core"] },
        new("IdentitySdk.OneLogin") { References = ["IdentitySdk.Core"] },
        new("IdentitySdk.Agilicus") { References = ["IdentitySdk.Core"] },
        new("IdentitySdk") { References = ["IdentitySdk.Okta", "IdentitySdk.OneLogin", "IdentitySdk.Agilicus"] },
        new("IdentitySdk.Testing")
        {
            Layers =
            [
                ["Okta", "OneLogin", "Agilicus"],
                [""],
                ["Hosting"],
                ["Faults", "Tokens"],
                ["Requests", "Seeding"],
                ["Json"],
            ],
        },
        new("IdentitySdk.Cli")
        {
            Layers =
            [
                [""],
                ["Commands"],
                ["Okta", "OneLogin", "Agilicus", "Output"],
                ["Vendors"],
                ["Hosting"],
            ],
            References = ["IdentitySdk", "IdentitySdk.Testing"],
            Composition = [""],
        },
    ];

    /// <summary>The folder of a file, as <see cref="Layers"/> names it.</summary>
    public string Folder(string path)
    {
        var inside = path.StartsWith($"src/{Project}/", StringComparison.Ordinal) ? path[$"src/{Project}/".Length..] : "";
        return inside.Contains('/') ? inside[..inside.IndexOf('/')] : "";
    }

    /// <summary>The line of a folder, from the top; negative when there is no rule for it.</summary>
    public int Layer(string folder) => Array.FindIndex(Layers, layer => layer.Contains(folder));
}
