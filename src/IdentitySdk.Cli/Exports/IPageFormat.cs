using Newtonsoft.Json.Linq;

namespace IdentitySdk.Cli.Exports;

/// <summary>Writes pages of users as the bytes of a file, page by page.</summary>
internal interface IPageFormat
{
    /// <summary>The name of the format, which an export goes on with.</summary>
    string Name { get; }

    /// <summary>What to tell on stderr in the end.</summary>
    IEnumerable<string> Notes { get; }

    /// <summary>The bytes of a page.</summary>
    /// <param name="page">The page.</param>
    /// <param name="isFirst">Whether the file is empty.</param>
    byte[] Write(Page<JToken> page, bool isFirst);
}
