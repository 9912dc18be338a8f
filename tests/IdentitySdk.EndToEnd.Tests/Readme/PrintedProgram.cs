using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace IdentitySdk.Tests.Readme;

/// <summary>A C# fence of a page. A fence that starts with a using directive is a complete program for a new console project.</summary>
internal sealed partial record PrintedProgram(string Page, int Line, string Code)
{
    // The ImplicitUsings of a new console project.
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    public bool IsProgram => Directive().IsMatch(Code);

    /// <summary>Every C# fence that users and contributors read.</summary>
    public static IEnumerable<PrintedProgram> Fences() =>
        from file in Directory.GetFiles(Repository.Path("docs"), "*.md", SearchOption.AllDirectories).Concat(Directory.GetFiles(Repository.Root, "*.md")).Order(StringComparer.Ordinal)
        let text = File.ReadAllText(file).ReplaceLineEndings("\n")
        from Match match in Fence().Matches(text)
        select new PrintedProgram(
            Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'), text.AsSpan(0, match.Index).Count('\n') + 1, match.Groups[1].Value.TrimEnd());

    /// <summary>Compiles the program without warnings, and runs it in its own process.</summary>
    /// <returns>The output of the program.</returns>
    public async Task<string> RunAsync(IReadOnlyDictionary<string, string> environment)
    {
        var name = $"printed-{Path.GetFileNameWithoutExtension(Page)}-{Line}";
        var assembly = Path.Combine(AppContext.BaseDirectory, name + ".dll");
        await File.WriteAllBytesAsync(assembly, Compile(name));
        var host = Path.Combine(AppContext.BaseDirectory, "IdentitySdk.EndToEnd.Tests");
        var start = new ProcessStartInfo("dotnet", ["exec", "--runtimeconfig", host + ".runtimeconfig.json", "--depsfile", host + ".deps.json", assembly])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (variable, value) in environment)
        {
            start.Environment[variable] = value;
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero, output + await errors);
        Assert.That(await errors, Is.Empty);
        return output;
    }

    public override string ToString() => $"{Page}:{Line}";

    private byte[] Compile(string name)
    {
        var syntax = new CSharpParseOptions(LanguageVersion.Latest);
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(ImplicitUsings, syntax), CSharpSyntaxTree.ParseText(Code, syntax)],
            references,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable, generalDiagnosticOption: ReportDiagnostic.Error)
                .WithSpecificDiagnosticOptions([new("CS1701", ReportDiagnostic.Suppress), new("CS1702", ReportDiagnostic.Suppress)]));
        using var assembly = new MemoryStream();
        var problems = compilation.Emit(assembly).Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
        Assert.That(problems, Is.Empty, $"{this} does not compile as printed.");
        return assembly.ToArray();
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"\Ausing [\w.]+(;| = )")]
    private static partial Regex Directive();
}
