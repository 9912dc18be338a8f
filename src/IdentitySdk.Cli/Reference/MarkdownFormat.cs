namespace IdentitySdk.Cli.Reference;

/// <summary>Markdown, for the documentation.</summary>
internal sealed class MarkdownFormat : IPageFormat
{
    public string FileName(string page) => $"{page}.md";

    public void Title(TextWriter output, string page, string summary) => output.Write($"# {page.Replace('-', ' ')}\n\n{summary}\n");

    public void Heading(TextWriter output, int level, string text) => output.Write($"\n{new string('#', level + 1)} {text}\n");

    public void Paragraph(TextWriter output, string text) => output.Write($"\n{Escape(text)}\n");

    public void SeeAlso(TextWriter output, IEnumerable<string> pages) =>
        output.Write($"\nSee {string.Join(", ", pages.Select(static page => $"[{page.Replace('-', ' ')}]({page}.md)"))}.\n");

    public void Code(TextWriter output, string text) => output.Write($"\n```text\n{text}\n```\n");

    public void Terms(TextWriter output, IReadOnlyList<(string Term, string Text)> terms)
    {
        output.Write("\n");
        foreach (var (term, text) in terms)
        {
            output.Write($"- `{term}`{(text.Length > 0 ? $": {Escape(text)}" : "")}\n");
        }
    }

    private static string Escape(string text) =>
        text.Replace("<", "\\<", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal);
}
