using Microsoft.CodeAnalysis.CSharp;

namespace IdentitySdk.Tests.Architecture;

/// <summary>The architecture of every project, as in <see cref="ProjectRules"/>. Each message states the remedy.</summary>
[TestFixtureSource(nameof(Projects))]
public sealed class ArchitectureTests(string name)
{
    private ProjectRules _rules;
    private SourceProject _project;
    private CSharpCompilation[] _compilations;
    private IReadOnlyList<Use> _uses;
    private IReadOnlyList<string> _unresolved = [];

    public static IEnumerable<string> Projects => ProjectRules.All.Select(rules => rules.Project);

    [OneTimeSetUp]
    public void Compile()
    {
        _rules = ProjectRules.All.Single(rules => rules.Project == name);
        _project = SourceProject.Load(name);
        _compilations = [SourceCompiler.Compile(_project), SourceCompiler.CompileForNetStandard(_project)];
        var uses = UseFinder.Find(_compilations[0], out _unresolved);
        _uses = [.. uses.Union(UseFinder.Find(_compilations[1], out _))];
    }

    [Test]
    public void Every_name_is_resolved() =>
        Assert.That(_unresolved, Is.Empty, "The rules see only resolved names: add the missing package reference to this test project.");

    [Test]
    public void Every_folder_has_a_layer() => None(ArchitectureRules.Folders(_rules, _project));

    [Test]
    public void Folders_use_only_folders_below_them() => None(ArchitectureRules.Layers(_rules, _uses));

    [Test]
    public void Folders_form_no_cycle() => None(FolderCycles.Find(_rules, _uses));

    [Test]
    public void Vendors_are_independent_of_each_other() => None(ArchitectureRules.VendorsApart(_rules, _uses));

    [Test]
    public void Shared_files_name_no_vendor() => None(_compilations.SelectMany(each => ArchitectureRules.VendorsUnnamed(_rules, each)).Distinct());

    [Test]
    public void Project_references_only_projects_it_may_know() => None(ArchitectureRules.References(_rules, _project));

    private static void None(IEnumerable<string> violations)
    {
        var found = violations.ToList();
        Assert.That(found, Is.Empty, () => $"{found.Count} violations:\n{string.Join('\n', found)}");
    }
}
