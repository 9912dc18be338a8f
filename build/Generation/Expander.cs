using System.Text;
using YamlDotNet.Core;

namespace IdentitySdk.Generation;

/// <summary>The step after NSwag: replaces the markers in its output.</summary>
internal static class Expander
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Expands every generated file of a folder into another folder.</summary>
    /// <returns>The problems; no file is written when there are any.</returns>
    public static IReadOnlyList<Finding> Expand(string spec, string from, string to)
    {
        var document = SpecDocument.Load(spec);
        var printer = new MarkerPrinter(document);
        var expanded = new List<(string Path, string Text)>();
        var findings = new List<Finding>();
        foreach (var path in Directory.GetFiles(from, "*.g.cs").Order(StringComparer.Ordinal))
        {
            try
            {
                expanded.Add((Path.Combine(to, Path.GetFileName(path)), MarkerText.Expand(File.ReadAllText(path).ReplaceLineEndings("\n"), printer.Print)));
            }
            catch (GenerationException exception)
            {
                findings.Add(new Finding(path, Mark.Empty, "SPEC018", exception.Message));
            }
        }

        foreach (var (path, text) in findings.Count > 0 ? [] : expanded)
        {
            File.WriteAllText(path, text, s_utf8);
        }

        return findings;
    }
}
