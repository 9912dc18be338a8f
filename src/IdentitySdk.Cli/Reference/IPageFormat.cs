namespace IdentitySdk.Cli.Reference;

/// <summary>Writes a page of the reference in one format.</summary>
internal interface IPageFormat
{
    /// <summary>The name of the page's file.</summary>
    string FileName(string page);

    void Title(TextWriter output, string page, string summary);

    /// <summary>A heading; level 1 is a chapter, 2 a command.</summary>
    void Heading(TextWriter output, int level, string text);

    void Paragraph(TextWriter output, string text);

    /// <summary>Points to other pages.</summary>
    void SeeAlso(TextWriter output, IEnumerable<string> pages);

    /// <summary>Lines that are kept as they are.</summary>
    void Code(TextWriter output, string text);

    /// <summary>Terms with what they are.</summary>
    void Terms(TextWriter output, IReadOnlyList<(string Term, string Text)> terms);
}
