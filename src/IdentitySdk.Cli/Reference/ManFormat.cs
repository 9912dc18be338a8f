namespace IdentitySdk.Cli.Reference;

/// <summary>A page for <c>man</c>, section 1.</summary>
internal sealed class ManFormat : IPageFormat
{
    public string FileName(string page) => $"{page}.1";

    public void Title(TextWriter output, string page, string summary) =>
        output.Write($".TH {page.ToUpperInvariant()} 1\n.SH NAME\n{Escape(page)} \\- {Escape(summary)}\n");

    public void Heading(TextWriter output, int level, string text) =>
        output.Write($"{(level == 1 ? ".SH" : ".SS")} \"{Escape(level == 1 ? text.ToUpperInvariant() : text)}\"\n");

    public void Paragraph(TextWriter output, string text) => output.Write($".PP\n{Escape(text)}\n");

    public void SeeAlso(TextWriter output, IEnumerable<string> pages) =>
        output.Write($".SH \"SEE ALSO\"\n{string.Join(", ", pages.Select(static page => $"\\fB{Escape(page)}\\fR(1)"))}\n");

    public void Code(TextWriter output, string text) => output.Write($".PP\n.nf\n{string.Join('\n', text.Split('\n').Select(Escape))}\n.fi\n");

    public void Terms(TextWriter output, IReadOnlyList<(string Term, string Text)> terms)
    {
        foreach (var (term, text) in terms)
        {
            output.Write($".TP\n\\fB{Escape(term)}\\fR\n{(text.Length > 0 ? Escape(text) : "\\&")}\n");
        }
    }

    /// <summary>A backslash, a dash and a dot at the beginning of a line have a meaning in <c>man</c>, and not every version reads UTF-8.</summary>
    private static string Escape(string source)
    {
        var escaped = source.Replace("\\", "\\e", StringComparison.Ordinal).Replace("-", "\\-", StringComparison.Ordinal);
        var text = string.Concat(escaped.EnumerateRunes().Select(static rune => rune.IsAscii ? $"{rune}" : $"\\[u{rune.Value:X4}]"));
        return text is ['.' or '\'', ..] ? "\\&" + text : text;
    }
}
