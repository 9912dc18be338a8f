using Microsoft.CodeAnalysis;

namespace IdentitySdk.Tests.Architecture;

/// <summary>Every rule finds its violation in a small sample project, and its message states the remedy.</summary>
public sealed class ArchitectureRulesTests
{
    private static readonly ProjectRules s_rules = new("Sample") { Layers = [["Client"], ["Auth", "Paging"], ["Http"], [""]] };

    [TestCase("Client", "Http")]
    [TestCase("Auth", "Http")]
    [TestCase("Http", "Http")]
    [TestCase("Http", "")]
    public void Use_of_a_lower_or_the_same_folder_is_allowed(string from, string to) =>
        Assert.That(ArchitectureRules.Layers(s_rules, Uses(from, to)), Is.Empty);

    [TestCase("Http", "Auth", "Http/ is below Auth/")]
    [TestCase("", "Client", "the root folder is below Client/")]
    [TestCase("Auth", "Paging", "Auth/ and Paging/ are side by side and must not know each other")]
    public void Use_of_a_higher_or_neighbouring_folder_is_reported(string from, string to, string why) => Assert.That(
        ArchitectureRules.Layers(s_rules, Uses(from, to)).Single(),
        Is.EqualTo($"{Path(from, "User")} uses Used ({(to.Length == 0 ? "the root folder" : to + "/")}), but {why}: "
            + "move User.cs up, move Used.cs down, or narrow what User.cs needs to something below it."));

    [TestCase("Used? _field;")]
    [TestCase("void M() => System.Console.WriteLine(nameof(Used));")]
    [TestCase("void M() { var used = Factory.Make(); }")]
    [TestCase("void M() => Factory.Accept(new());")]
    [TestCase("void M() => \"\".Extend();")]
    [TestCase("int M() => Used.Number;")]
    [TestCase("bool M(object value) => value is Used { Length: 1 };")]
    [TestCase("[Used] void M() { }")]
    public void Use_of_a_type_in_any_form_is_found(string member)
    {
        const string used = """
            public sealed class Used : Attribute { public const int Number = 1; public int Length; }
            public static class Extensions { public static void Extend(this string text) { } }
            """;
        const string factory = "static class Factory { public static Used Make() => new(); public static void Accept(Used used) { } }";
        var uses = Find(("src/Sample/Auth/Used.cs", used), ("src/Sample/Factory.cs", factory), ("src/Sample/Http/User.cs", $"class User {{ {member} }}"));

        Assert.That(uses.Select(use => (use.File, use.Target)), Does.Contain(("src/Sample/Http/User.cs", "src/Sample/Auth/Used.cs")));
    }

    [TestCase("/// <summary>See <see cref=\"Used\"/>.</summary>")]
    [TestCase("// Used")]
    public void Mention_in_a_comment_is_not_a_use(string comment) =>
        Assert.That(Find(("src/Sample/Auth/Used.cs", "class Used;"), ("src/Sample/Http/User.cs", $"{comment}\nclass User;")), Is.Empty);

    [Test]
    public void Unresolved_name_is_reported()
    {
        UseFinder.Find(Compile(("src/Sample/User.cs", "class User : Missing;")), out var unresolved);

        Assert.That(unresolved, Is.EqualTo(new[] { "src/Sample/User.cs: Missing" }));
    }

    [Test]
    public void Cycle_of_folders_is_reported_once_with_every_step()
    {
        var uses = Find(
            ("src/Sample/Client/A.cs", "class A { B? _b; }"), ("src/Sample/Auth/B.cs", "class B { C? _c; }"), ("src/Sample/Http/C.cs", "class C { A? _a; }"));

        Assert.That(FolderCycles.Find(s_rules, uses).Single(), Is.EqualTo(
            "Sample has a cycle of folders, Auth/ -> Http/ -> Client/ -> Auth/: src/Sample/Auth/B.cs uses C (src/Sample/Http/C.cs); "
            + "src/Sample/Http/C.cs uses A (src/Sample/Client/A.cs); src/Sample/Client/A.cs uses B (src/Sample/Auth/B.cs). "
            + "Break one step: move a file, or narrow what it needs."));
    }

    [Test]
    public void Folder_without_a_layer_is_reported()
    {
        var project = new SourceProject("Sample", [new("src/Sample/Helpers/A.cs", "")]);

        Assert.That(ArchitectureRules.Folders(s_rules, project).Single(), Is.EqualTo(
            "src/Sample/Helpers/A.cs is in a folder without a layer: move it to one of Client/, Auth/, Paging/, Http/, the root folder, "
            + "or add Helpers/ to ProjectRules."));
    }

    [TestCase("Okta/A.cs", "OneLogin/B.cs", "Okta's files")]
    [TestCase("OktaOptions.cs", "OneLogin/B.cs", "Okta's files")]
    [TestCase("Http/A.cs", "OneLogin/B.cs", "shared files")]
    [TestCase("Http/A.cs", "OneLoginOptions.cs", "shared files")]
    public void Use_of_another_vendor_is_reported(string from, string to, string who) => Assert.That(
        ArchitectureRules.VendorsApart(s_rules, Find(($"src/Sample/{from}", "class A { B? _b; }"), ($"src/Sample/{to}", "class B;"))).Single(),
        Is.EqualTo($"src/Sample/{from} uses B of OneLogin (src/Sample/{to}), but {who} must not know OneLogin: "
            + "move the shared part to a shared folder, or move this use to OneLogin's files."));

    [Test]
    public void Use_of_another_vendor_in_another_project_is_reported()
    {
        var vendor = new SourceProject("IdentitySdk.OneLogin", [new("src/IdentitySdk.OneLogin/B.cs", "internal class B;")]) { Friends = ["Sample"] };
        var project = new SourceProject("Sample", [new("src/Sample/Okta/A.cs", "class A { B? _b; }")]) { References = [vendor] };

        var compilation = SourceCompiler.Compile(project);
        var uses = UseFinder.Find(compilation, out _);

        Assert.That(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error), Is.Empty, "friends see internals");
        Assert.That(ArchitectureRules.VendorsApart(s_rules, uses), Has.Exactly(1).Contains("Okta's files must not know OneLogin"));
    }

    [Test]
    public void Use_of_vendors_in_a_composition_folder_is_allowed()
    {
        var uses = Find(("src/Sample/Client/A.cs", "class A { B? _b; }"), ("src/Sample/Okta/B.cs", "class B;"));

        Assert.That(ArchitectureRules.VendorsApart(s_rules with { Composition = ["Client"] }, uses), Is.Empty);
    }

    [TestCase("class A { const string Name = \"okta.com\"; }", 1)]
    [TestCase("class OktaThing;", 1)]
    [TestCase("// Okta does so.\nclass A;", 1)]
    [TestCase("/// <summary>Such as Okta.</summary>\nclass A;", 0)]
    public void Vendor_name_in_a_shared_file_is_reported(string text, int count) => Assert.That(
        ArchitectureRules.VendorsUnnamed(s_rules, Compile(("src/Sample/Http/A.cs", text))),
        Is.EqualTo(Enumerable.Repeat(
            "src/Sample/Http/A.cs line 1 names Okta, but shared files must not know Okta: say it without the vendor, or move it to Okta's files.", count)));

    [Test]
    public void Reference_to_a_forbidden_project_is_reported() => Assert.That(
        ArchitectureRules.References(s_rules, new SourceProject("Sample", []) { References = [new("IdentitySdk.Core", [])] }),
        Is.EqualTo(new[] { "Sample references IdentitySdk.Core, but may know no other project: remove the ProjectReference from its project file." }));

    [Test]
    public void Every_project_of_the_repository_has_rules() => Assert.That(
        Directory.GetFiles(Repository.Path("src"), "*.csproj", SearchOption.AllDirectories).Select(System.IO.Path.GetFileNameWithoutExtension),
        Is.EquivalentTo(ProjectRules.All.Select(rules => rules.Project)),
        "Add the project to ProjectRules.");

    private static IReadOnlyList<Use> Uses(string from, string to) =>
        Find((Path(from, "User"), "class User { Used? _used; }"), (Path(to, "Used"), "class Used;"));

    private static string Path(string folder, string name) => folder.Length == 0 ? $"src/Sample/{name}.cs" : $"src/Sample/{folder}/{name}.cs";

    private static IReadOnlyList<Use> Find(params (string Path, string Text)[] files) => UseFinder.Find(Compile(files), out _);

    private static Microsoft.CodeAnalysis.CSharp.CSharpCompilation Compile(params (string Path, string Text)[] files) =>
        SourceCompiler.Compile(new SourceProject("Sample", [.. files.Select(file => new SourceFile(file.Path, file.Text))]));
}
