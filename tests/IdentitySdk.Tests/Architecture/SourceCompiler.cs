using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace IdentitySdk.Tests.Architecture;

/// <summary>Compiles projects from their sources, so that the names in them can be resolved.</summary>
internal static class SourceCompiler
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly CSharpParseOptions s_syntax = new(LanguageVersion.Latest, DocumentationMode.Parse, preprocessorSymbols:
        ["NET", "NET5_0_OR_GREATER", "NET6_0_OR_GREATER", "NET7_0_OR_GREATER", "NET8_0_OR_GREATER", "NET9_0_OR_GREATER", "NET10_0_OR_GREATER"]);

    private static readonly CSharpCompilationOptions s_options =
        new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);

    /// <summary>The assemblies of this process without the product's own, which are compiled from their sources.</summary>
    private static readonly Lazy<MetadataReference[]> s_packages = new(() =>
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("IdentitySdk", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path))]);

    public static CSharpCompilation Compile(SourceProject project)
    {
        var friends = string.Concat(project.Friends.Select(friend => $"[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"{friend}\")]\n"));

        // What the build writes, which only Core uses.
        const string version = "namespace IdentitySdk.Core; internal static class ProductVersion { public const string Text = \"1.0.0\"; }";
        var trees = project.Files.Select(file => Parse(file.Text, file.Path)).Concat(new[] { ImplicitUsings, friends, version }.Select(text => Parse(text, "")));
        return CSharpCompilation.Create(project.Name, trees, [.. s_packages.Value, .. References(project)], s_options);
    }

    private static IEnumerable<MetadataReference> References(SourceProject project) =>
        All(project.References).DistinctBy(reference => reference.Name).Select(reference => Compile(reference).ToMetadataReference());

    private static IEnumerable<SourceProject> All(IEnumerable<SourceProject> projects) =>
        projects.SelectMany(project => All(project.References).Append(project));

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, s_syntax, path);
}
