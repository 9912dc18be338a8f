using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IdentitySdk.Tests.Architecture;

/// <summary>Finds the uses in a project's files: resolves every name in the code to the files that declare it.</summary>
internal static class UseFinder
{
    /// <summary>Every use once. References in XML documentation do not count.</summary>
    /// <param name="compilation">The project.</param>
    /// <param name="unresolved">The names that could not be resolved, for which uses would be missing.</param>
    public static IReadOnlyList<Use> Find(CSharpCompilation compilation, out IReadOnlyList<string> unresolved)
    {
        var uses = new HashSet<Use>();
        var unknown = new List<string>();
        foreach (var tree in compilation.SyntaxTrees.Where(tree => tree.FilePath.Length > 0))
        {
            var model = compilation.GetSemanticModel(tree);
            foreach (var node in tree.GetRoot().DescendantNodes().Where(IsName))
            {
                var symbols = Symbols(model.GetSymbolInfo(node));
                if (symbols.Length == 0 && !IsWithoutSymbol(node))
                {
                    unknown.Add($"{tree.FilePath}: {node}");
                }

                uses.UnionWith(symbols.SelectMany(symbol => Targets(symbol, tree).Select(target => new Use(tree.FilePath, Name(symbol), target))));
            }
        }

        unresolved = unknown;
        return [.. uses.OrderBy(use => use.File, StringComparer.Ordinal).ThenBy(use => use.Symbol, StringComparer.Ordinal)];
    }

    private static bool IsName(SyntaxNode node) => node is SimpleNameSyntax or ImplicitObjectCreationExpressionSyntax;

    /// <summary>Discards, inferred types, nameof and alias declarations have no symbol.</summary>
    private static bool IsWithoutSymbol(SyntaxNode node) => node is ImplicitObjectCreationExpressionSyntax
        or IdentifierNameSyntax { Identifier.Text: "_" or "var" or "nameof" }
        or { Parent: NameEqualsSyntax { Parent: UsingDirectiveSyntax } };

    private static ISymbol[] Symbols(SymbolInfo info) => info.Symbol is { } symbol ? [symbol] : [.. info.CandidateSymbols];

    private static IEnumerable<string> Targets(ISymbol symbol, SyntaxTree from)
    {
        if (symbol is INamespaceSymbol or ILocalSymbol or IParameterSymbol or ITypeParameterSymbol or ILabelSymbol or IRangeVariableSymbol)
        {
            return [];
        }

        var declared = (symbol is IMethodSymbol { ReducedFrom: { } extension } ? extension : symbol).OriginalDefinition;
        var files = declared.DeclaringSyntaxReferences.Select(reference => reference.SyntaxTree.FilePath).ToHashSet();
        // An implicit member, such as a default constructor, is declared by its type.
        files = files.Count == 0 && declared.ContainingType is { } type
            ? [.. type.DeclaringSyntaxReferences.Select(reference => reference.SyntaxTree.FilePath)]
            : files;
        return files.Contains(from.FilePath) ? [] : files;
    }

    private static string Name(ISymbol symbol) => symbol switch
    {
        INamedTypeSymbol or { ContainingType: null } => symbol.Name,
        IMethodSymbol { MethodKind: MethodKind.Constructor } => symbol.ContainingType.Name,
        _ => $"{symbol.ContainingType.Name}.{symbol.Name}",
    };
}
