using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace IdentitySdk.Tests.Architecture;

/// <summary>The architecture rules as pure functions: one message per violation, with its remedy.</summary>
internal static class ArchitectureRules
{
    /// <summary>A folder uses only folders below it. One message per pair of files.</summary>
    public static IEnumerable<string> Layers(ProjectRules rules, IEnumerable<Use> uses) =>
        from use in uses.Where(use => rules.Contains(use.Target)).DistinctBy(use => (use.File, use.Target))
        let source = rules.Folder(use.File)
        let target = rules.Folder(use.Target)
        where source != target && rules.Layer(target) >= 0 && rules.Layer(source) >= rules.Layer(target)
        select $"{use.File} uses {use.Symbol} ({ProjectRules.Show(target)}), but {Position(rules, source, target)}: "
            + Remedy(Path.GetFileName(use.File), Path.GetFileName(use.Target));

    /// <summary>Every folder has a layer.</summary>
    public static IEnumerable<string> Folders(ProjectRules rules, SourceProject project) =>
        from file in project.Files
        let folder = rules.Folder(file.Path)
        where rules.Layer(folder) < 0
        let known = string.Join(", ", rules.Layers.SelectMany(layer => layer).Select(ProjectRules.Show))
        select $"{file.Path} is in a folder without a layer: move it to one of {known}, or add {ProjectRules.Show(folder)} to {nameof(ProjectRules)}.";

    /// <summary>A vendor's files use no other vendor's files, and shared files use none of them.</summary>
    public static IEnumerable<string> VendorsApart(ProjectRules rules, IEnumerable<Use> uses) =>
        from use in uses
        let vendor = Vendors.Of(use.File)
        let other = Vendors.Of(use.Target)
        where other is not null && other != vendor && (vendor is not null || !rules.IsComposition(use.File))
        select $"{use.File} uses {use.Symbol} of {other} ({use.Target}), but {(vendor is null ? "shared files" : $"{vendor}'s files")} must not know {other}: "
            + $"move the shared part to a shared folder, or move this use to {other}'s files.";

    /// <summary>Shared files name no vendor, not even in a string or a comment. XML documentation may, for an example.</summary>
    public static IEnumerable<string> VendorsUnnamed(ProjectRules rules, CSharpCompilation compilation) =>
        from tree in compilation.SyntaxTrees
        where tree.FilePath.Length > 0 && Vendors.Of(tree.FilePath) is null && !rules.IsComposition(tree.FilePath)
        from text in tree.GetRoot().DescendantTokens().SelectMany(Texts)
        let vendor = Vendors.In(text.Text)
        where vendor is not null
        select $"{tree.FilePath} line {tree.GetLineSpan(text.Span).StartLinePosition.Line + 1} names {vendor}, but shared files must not know {vendor}: "
            + $"say it without the vendor, or move it to {vendor}'s files.";

    /// <summary>A project references only the projects it may know.</summary>
    public static IEnumerable<string> References(ProjectRules rules, SourceProject project) =>
        from reference in project.References
        where !rules.References.Contains(reference.Name)
        let allowed = rules.References.Length == 0 ? "no other project" : string.Join(", ", rules.References)
        select $"{rules.Project} references {reference.Name}, but may know {allowed}: remove the ProjectReference from its project file.";

    private static string Position(ProjectRules rules, string source, string target) => rules.Layer(source) == rules.Layer(target)
        ? $"{ProjectRules.Show(source)} and {ProjectRules.Show(target)} are side by side and must not know each other"
        : $"{ProjectRules.Show(source)} is below {ProjectRules.Show(target)}";

    private static string Remedy(string file, string target) =>
        $"move {file} up, move {target} down, or narrow what {file} needs to something below it.";

    private static IEnumerable<(string Text, TextSpan Span)> Texts(SyntaxToken token) => token.GetAllTrivia()
        .Where(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia))
        .Select(trivia => (trivia.ToString(), trivia.Span))
        .Append((token.Text, token.Span));
}
