using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace IdentitySdk.Tests.Architecture;

/// <summary>The rules as functions: from what files use to one message for each breach, which says what to do.</summary>
internal static class ArchitectureRules
{
    /// <summary>A folder uses only folders below it. One message for each pair of files.</summary>
    public static IEnumerable<string> Layers(ProjectRules rules, IEnumerable<Use> uses) => uses
        .Where(use => FolderCycles.IsInside(rules, use.Target))
        .DistinctBy(use => (use.File, use.Target))
        .Select(use => (Use: use, From: rules.Folder(use.File), To: rules.Folder(use.Target)))
        .Where(edge => edge.From != edge.To && rules.Layer(edge.From) >= 0 && rules.Layer(edge.From) >= rules.Layer(edge.To) && rules.Layer(edge.To) >= 0)
        .Select(edge => $"{edge.Use.File} uses {edge.Use.Symbol} ({FolderCycles.Show(edge.To)}), but {Position(rules, edge.From, edge.To)}: "
            + $"move {Path.GetFileName(edge.Use.File)} up, move {Path.GetFileName(edge.Use.Target)} down, or narrow what {Path.GetFileName(edge.Use.File)} needs to something below.");

    /// <summary>Every folder has its place.</summary>
    public static IEnumerable<string> Folders(ProjectRules rules, SourceProject project) => project.Files
        .Where(file => rules.Layer(rules.Folder(file.Path)) < 0)
        .Select(file => $"{file.Path} is in a folder without a rule: move it into one of {string.Join(", ", rules.Layers.SelectMany(layer => layer).Select(FolderCycles.Show))}, "
            + $"or give {FolderCycles.Show(rules.Folder(file.Path))} its layer in {nameof(ProjectRules)}.");

    /// <summary>A vendor's files use no other vendor's, and what vendors share knows none of them.</summary>
    public static IEnumerable<string> VendorsApart(ProjectRules rules, IEnumerable<Use> uses) =>
        from use in uses
        let vendor = Vendors.Of(use.File)
        let other = Vendors.Of(use.Target)
        where other is not null && other != vendor && (vendor is not null || !rules.Composition.Contains(rules.Folder(use.File)))
        select $"{use.File} uses {use.Symbol} of {other} ({use.Target}), but {(vendor is null ? "what vendors share knows no vendor" : $"{vendor} does not know {other}")}: "
            + $"move what they share into a shared folder, or move the use to {other}'s own files.";

    /// <summary>What vendors share does not name a vendor, not even in a string or a comment. Documentation may, for an example.</summary>
    public static IEnumerable<string> VendorsUnnamed(ProjectRules rules, CSharpCompilation compilation) =>
        from tree in rules.MayNameVendors ? [] : compilation.SyntaxTrees
        where tree.FilePath.Length > 0 && Vendors.Of(tree.FilePath) is null && !rules.Composition.Contains(rules.Folder(tree.FilePath))
        from text in tree.GetRoot().DescendantTokens().SelectMany(Texts)
        let vendor = Vendors.In(text.Text)
        where vendor is not null
        select $"{tree.FilePath} line {tree.GetLineSpan(text.Span).StartLinePosition.Line + 1} names {vendor}, but what vendors share knows no vendor: "
            + $"say it without the vendor, or move it to {vendor}'s own files.";

    /// <summary>A project refers to no other than it may.</summary>
    public static IEnumerable<string> References(ProjectRules rules, SourceProject project) => project.References
        .Where(reference => !rules.References.Contains(reference.Name))
        .Select(reference => $"{rules.Project} refers to {reference.Name}, but may know {(rules.References.Length == 0 ? "no other project" : string.Join(", ", rules.References))}: "
            + "take the ProjectReference out of its project file.");

    private static string Position(ProjectRules rules, string from, string to) => rules.Layer(from) == rules.Layer(to)
        ? $"{FolderCycles.Show(from)} and {FolderCycles.Show(to)} are side by side and do not know each other"
        : $"{FolderCycles.Show(from)} is below {FolderCycles.Show(to)}";

    private static IEnumerable<(string Text, Microsoft.CodeAnalysis.Text.TextSpan Span)> Texts(SyntaxToken token) => token.GetAllTrivia()
        .Where(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia))
        .Select(trivia => (trivia.ToString(), trivia.Span))
        .Append((token.Text, token.Span));
}
