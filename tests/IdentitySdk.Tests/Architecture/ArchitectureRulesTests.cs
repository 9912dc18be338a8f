namespace IdentitySdk.Tests.Architecture;

/// <summary>The rules find what is put into the wrong place, and say what to do about it.</summary>
public sealed class ArchitectureRulesTests
{
    private static readonly ProjectRules s_rules = new("Sample") { Layers = [["Client"], ["Auth", "Paging"], ["Http"], [""]] };

    [TestCase("Client", "Http")]
    [TestCase("Auth", "Http")]
    [TestCase("Http", "Http")]
    [TestCase("Http", "")]
    public void A_use_of_a_lower_folder_or_of_the_own_one_is_allowed(string from, string to) => Assert.That(ArchitectureRules.Layers(s_rules, Uses(from, to)), Is.Empty);

    [TestCase("Http", "Auth", "Http/ is below Auth/")]
    [TestCase("", "Client", "the root folder is below Client/")]
    [TestCase("Auth", "Paging", "Auth/ and Paging/ are side by side and do not know each other")]
    public void A_use_of_a_higher_folder_or_of_one_beside_it_is_found(string from, string to, string why) => Assert.That(
        ArchitectureRules.Layers(s_rules, Uses(from, to)).Single(),
        Is.EqualTo($"{Path(from, "User")} uses Used ({(to.Length == 0 ? "the root folder" : to + "/")}), but {why}: "
            + "move User.cs up, move Used.cs down, or narrow what User.cs needs to something below."));

    [TestCase("Used? _field;")]
    [TestCase("void M() => System.Console.WriteLine(nameof(Used));")]
    [TestCase("void M() { var used = Factory.Make(); }")]
    [TestCase("void M() { Accept(new()); } void Accept(Used used) { }")]
    [TestCase("void M() => \"\".Extend();")]
    [TestCase("int M() => Used.Number;")]
    [TestCase("bool M(object value) => value is Used { Length: 1 };")]
    [TestCase("[Used] void M() { }")]
    public void Every_way_to_use_a_type_is_found(string member)
    {
        const string used = """
            public sealed class Used : Attribute { public const int Number = 1; public int Length; }
            public static class Extensions { public static void Extend(this string text) { } }
            """;
        var uses = Find(("src/Sample/Auth/Used.cs", used), ("src/Sample/Factory.cs", "static class Factory { public static Used Make() => new(); }"),
            ("src/Sample/Http/User.cs", $"class User {{ {member} }}"));

        Assert.That(uses.Select(use => (use.File, use.Target)), Does.Contain(("src/Sample/Http/User.cs", "src/Sample/Auth/Used.cs")));
    }

    [TestCase("/// <summary>See <see cref=\"Used\"/>.</summary>")]
    [TestCase("// Used")]
    public void A_mention_in_documentation_is_no_use(string comment) =>
        Assert.That(Find(("src/Sample/Auth/Used.cs", "class Used;"), ("src/Sample/Http/User.cs", $"{comment}\nclass User;")), Is.Empty);

    [Test]
    public void A_name_that_refers_to_nothing_is_reported()
    {
        UseFinder.Find(Compile(("src/Sample/User.cs", "class User : Missing;")), out var unresolved);

        Assert.That(unresolved, Is.EqualTo(new[] { "src/Sample/User.cs: Missing" }));
    }

    [Test]
    public void A_cycle_of_folders_is_found_once_with_every_step()
    {
        var uses = Find(
            ("src/Sample/Client/A.cs", "class A { B? _b; }"), ("src/Sample/Auth/B.cs", "class B { C? _c; }"), ("src/Sample/Http/C.cs", "class C { A? _a; }"));

        Assert.That(FolderCycles.Find(s_rules, uses).Single(), Is.EqualTo(
            "Sample has a cycle of folders, Auth/ -> Http/ -> Client/ -> Auth/: src/Sample/Auth/B.cs uses C (src/Sample/Http/C.cs); "
            + "src/Sample/Http/C.cs uses A (src/Sample/Client/A.cs); src/Sample/Client/A.cs uses B (src/Sample/Auth/B.cs). Turn one of them round: move a file, or narrow what it needs."));
    }

    [Test]
    public void A_folder_without_a_layer_is_found()
    {
        var project = new SourceProject("Sample", [new("src/Sample/Helpers/A.cs", "")]);

        Assert.That(ArchitectureRules.Folders(s_rules, project).Single(), Is.EqualTo(
            "src/Sample/Helpers/A.cs is in a folder without a rule: move it into one of Client/, Auth/, Paging/, Http/, the root folder, or give Helpers/ its layer in ProjectRules."));
    }

    [TestCase("Okta/A.cs", "OneLogin/B.cs", "Okta does not know OneLogin")]
    [TestCase("OktaOptions.cs", "OneLogin/B.cs", "Okta does not know OneLogin")]
    [TestCase("Http/A.cs", "OneLogin/B.cs", "what vendors share knows no vendor")]
    [TestCase("Http/A.cs", "OneLoginOptions.cs", "what vendors share knows no vendor")]
    public void A_use_of_another_vendor_is_found(string from, string to, string why) => Assert.That(
        ArchitectureRules.VendorsApart(s_rules, Find(($"src/Sample/{from}", "class A { B? _b; }"), ($"src/Sample/{to}", "class B;"))).Single(),
        Is.EqualTo($"src/Sample/{from} uses B of OneLogin (src/Sample/{to}), but {why}: move what they share into a shared folder, or move the use to OneLogin's own files."));

    [Test]
    public void A_vendor_of_another_project_is_found_too()
    {
        var vendor = new SourceProject("IdentitySdk.OneLogin", [new("src/IdentitySdk.OneLogin/B.cs", "internal class B;")]) { Friends = ["Sample"] };
        var project = new SourceProject("Sample", [new("src/Sample/Okta/A.cs", "class A { B? _b; }")]) { References = [vendor] };

        Assert.That(ArchitectureRules.VendorsApart(s_rules, UseFinder.Find(SourceCompiler.Compile(project), out _)), Has.Exactly(1).Contains("Okta does not know OneLogin"));
    }

    [Test]
    public void The_folder_that_puts_vendors_together_knows_them_all()
    {
        var uses = Find(("src/Sample/Client/A.cs", "class A { B? _b; }"), ("src/Sample/Okta/B.cs", "class B;"));

        Assert.That(ArchitectureRules.VendorsApart(s_rules with { Composition = ["Client"] }, uses), Is.Empty);
    }

    [TestCase("class A { const string Name = \"okta.com\"; }", 1)]
    [TestCase("class OktaThing;", 1)]
    [TestCase("// Okta does so.\nclass A;", 1)]
    [TestCase("/// <summary>Such as Okta.</summary>\nclass A;", 0)]
    public void A_vendors_name_in_what_vendors_share_is_found(string text, int count) => Assert.That(
        ArchitectureRules.VendorsUnnamed(s_rules, Compile(("src/Sample/Http/A.cs", text))),
        Is.EqualTo(Enumerable.Repeat("src/Sample/Http/A.cs line 1 names Okta, but what vendors share knows no vendor: say it without the vendor, or move it to Okta's own files.", count)));

    [Test]
    public void A_reference_to_a_project_that_may_not_be_known_is_found() => Assert.That(
        ArchitectureRules.References(s_rules, new SourceProject("Sample", []) { References = [new("IdentitySdk.Core", [])] }),
        Is.EqualTo(new[] { "Sample refers to IdentitySdk.Core, but may know no other project: take the ProjectReference out of its project file." }));

    [Test]
    public void Every_project_of_the_repository_has_rules() => Assert.That(
        Directory.GetDirectories(Repository.Path("src")).Select(System.IO.Path.GetFileName), Is.SubsetOf(ProjectRules.All.Select(rules => rules.Project)), "Add the project to ProjectRules.");

    private static IReadOnlyList<Use> Uses(string from, string to) => Find((Path(from, "User"), "class User { Used? _used; }"), (Path(to, "Used"), "class Used;"));

    private static string Path(string folder, string name) => folder.Length == 0 ? $"src/Sample/{name}.cs" : $"src/Sample/{folder}/{name}.cs";

    private static IReadOnlyList<Use> Find(params (string Path, string Text)[] files) => UseFinder.Find(Compile(files), out _);

    private static Microsoft.CodeAnalysis.CSharp.CSharpCompilation Compile(params (string Path, string Text)[] files) =>
        SourceCompiler.Compile(new SourceProject("Sample", [.. files.Select(file => new SourceFile(file.Path, file.Text))]));
}
