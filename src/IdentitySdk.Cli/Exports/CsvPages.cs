using System.Text;
using IdentitySdk.Cli.Output;
using IdentitySdk.Cli.Vendors;
using IdentitySdk.Directories;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Cli.Exports;

/// <summary>CSV with a column for each attribute of the directory, so that it can be imported, or with the given columns.</summary>
internal sealed class CsvPages : IPageFormat
{
    private readonly VendorConnection _connection;
    private readonly IReadOnlyList<AttributeDefinition> _attributes;
    private readonly IReadOnlyList<string> _columns;
    private readonly StringWriter _text = new();
    private readonly CsvFormat _format;
    private bool _isOpen;

    public CsvPages(VendorConnection connection, IReadOnlyList<string> columns, bool isSafe)
    {
        _connection = connection;
        _attributes = connection.Directory.Capabilities.Attributes;
        _columns = columns.Count > 0 ? columns : ["id", "status", .. _attributes.Select(static definition => definition.Attribute.Name)];
        _format = new CsvFormat(_text, isTerminal: false, isSafe, _columns);
    }

    public string Name => "csv " + string.Join(',', _columns);

    public IEnumerable<string> Notes => _format.Notes;

    public byte[] Write(Page<JToken> page, bool isFirst)
    {
        Open(isFirst);
        foreach (var user in page.Items)
        {
            _format.Write(Record(user));
        }

        var bytes = Encoding.UTF8.GetBytes(_text.ToString());
        _text.GetStringBuilder().Clear();
        return bytes;
    }

    /// <summary>Writes the heading, unless a resumed file already has it.</summary>
    private void Open(bool isFirst)
    {
        if (!_isOpen)
        {
            _isOpen = true;
            _format.End();
            _text.GetStringBuilder().Length *= isFirst ? 1 : 0;
        }
    }

    private OutputRecord Record(JToken user)
    {
        var row = _connection.Vendor.Users.Row(user);
        IEnumerable<(string, string)> attributes = _attributes.Select(definition => (definition.Attribute.Name, Text(user, definition)));
        return new OutputRecord(user, [("id", row.Id), ("status", row.Status), .. attributes]);
    }

    private string Text(JToken user, AttributeDefinition definition) =>
        RecordFields.Find(user, _connection.Vendor.Users.AttributePath(definition.NativeName)) is { } value ? RecordFields.Text(value) : "";
}
