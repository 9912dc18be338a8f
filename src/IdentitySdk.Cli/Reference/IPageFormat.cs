namespace IdentitySdk.Cli.Reference;

/// <summary>Writes a page of the reference in one format.</summary>
internal interface IPageFormat
{
    string FileName(string page);

    void Title(TextWriter output, string page, string summary);

    /// <summary>A heading: level 1 for a chapter, 2 for a command.</summary>
    void Heading(TextWriter output, int level, string text);

    void Paragraph(TextWriter output, string text);

    /// <summary>Links to other pages.</summary>
    void SeeAlso(TextWriter output, IEnumerable<string> pages);

    /// <summary>Preformatted lines.</summary>
    void Code(TextWriter output, string text);

    /// <summary>Terms with their descriptions.</summary>
    void Terms(TextWriter output, IReadOnlyList<(string Term, string Text)> terms);
}
