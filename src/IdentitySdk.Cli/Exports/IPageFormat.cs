using Newtonsoft.Json.Linq;

namespace IdentitySdk.Cli.Exports;

/// <summary>Converts pages of users to the bytes of a file.</summary>
internal interface IPageFormat
{
    /// <summary>The name of the format, which must be the same when an export is resumed.</summary>
    string Name { get; }

    /// <summary>Notes for stderr, after the last page.</summary>
    IEnumerable<string> Notes => [];

    /// <summary>Converts a page.</summary>
    /// <param name="page">The page.</param>
    /// <param name="isFirst">Whether the file is empty.</param>
    byte[] Write(Page<JToken> page, bool isFirst);
}
