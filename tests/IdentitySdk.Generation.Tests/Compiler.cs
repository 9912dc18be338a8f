using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace IdentitySdk.Tests;

/// <summary>Compiles generated code as a vendor's project does: newest C#, nullable, documentation checked, warnings are errors.</summary>
internal static class Compiler
{
    // Generated code uses members of Core that are internal to the vendors' assemblies.
    private const string Friend = "IdentitySdk.Okta";

    private static readonly CSharpCompilationOptions s_options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, generalDiagnosticOption: ReportDiagnostic.Error)
        .WithStrongNameProvider(new DesktopStrongNameProvider())
        .WithCryptoKeyFile(Repository.Path("build", "IdentitySdk.snk"))
        .WithSpecificDiagnosticOptions([new("CS1701", ReportDiagnostic.Suppress), new("CS1702", ReportDiagnostic.Suppress)]);

    private static readonly CSharpParseOptions s_syntax = new(LanguageVersion.Latest, DocumentationMode.Diagnose);
    private static readonly Dictionary<string, MetadataReference[]> s_references = [];

    /// <summary>Compiles files.</summary>
    /// <param name="framework">The target framework.</param>
    /// <param name="files">Names and texts.</param>
    /// <returns>The assembly.</returns>
    public static byte[] Compile(string framework, params (string Name, string Text)[] files)
    {
        var trees = files.Select(file => CSharpSyntaxTree.ParseText(file.Text, s_syntax, file.Name));
        var compilation = CSharpCompilation.Create(Friend, trees, References(framework), s_options);
        using var assembly = new MemoryStream();
        using var documentation = new MemoryStream();
        var result = compilation.Emit(assembly, xmlDocumentationStream: documentation);
        var problems = result.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).ToArray();
        Assert.That(problems, Is.Empty, () => $"{framework}:\n{string.Join('\n', problems.Select(problem => $"{problem}\n    {Line(problem)}"))}");
        return assembly.ToArray();
    }

    private static MetadataReference[] References(string framework) =>
        s_references.TryGetValue(framework, out var known)
            ? known
            : s_references[framework] = [.. BuildSettings.References(framework).Select(path => MetadataReference.CreateFromFile(path))];

    private static string? Line(Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree?.GetText().Lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line].ToString().Trim();
}
