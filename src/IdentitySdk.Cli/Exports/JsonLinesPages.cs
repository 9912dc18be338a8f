using System.Text;
using IdentitySdk.Cli.Output;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Cli.Exports;

/// <summary>A line of JSON for each user.</summary>
internal sealed class JsonLinesPages : IPageFormat
{
    public string Name => "jsonl";

    public byte[] Write(Page<JToken> page, bool isFirst)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var format = new JsonLinesFormat(text, isTerminal: false);
        foreach (var user in page.Items)
        {
            format.Write(new OutputRecord(user));
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
