using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace IdentitySdk.Directories;

/// <summary>Reads people from a CSV file.</summary>
internal sealed class CsvSource(Stream stream, CsvSourceOptions options)
{
    private static readonly char[] s_delimiters = [',', ';', '\t'];

    private readonly List<string> _problems = [];
    private int? _stateIndex;

    public async IAsyncEnumerable<DesiredUser> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var reader = new StreamReader(stream, options.Encoding, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16, leaveOpen: true);
        var (delimiter, headerLine, linesBefore) = await BeginAsync(reader).ConfigureAwait(false);
        using var text = new JoinedReader(headerLine + "\n", reader);
        using var parser = new CsvParser(
            text,
            new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = delimiter.ToString(), BadDataFound = null, IgnoreBlankLines = true },
            leaveOpen: true);
        await DecodeAsync(parser.ReadAsync()).ConfigureAwait(false);
        var headers = parser.Record ?? [];
        var columns = Columns(headers);
        while (await DecodeAsync(parser.ReadAsync()).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var line = linesBefore + parser.RawRow - Newlines(parser.RawRecord);
            if (Person(parser.Record!, parser.RawRecord, headers.Length, columns, line) is { } person)
            {
                yield return person;
            }
        }

        if (_problems.Count > 0)
        {
            throw new SourceException(_problems);
        }
    }

    /// <summary>Reads the delimiter, the header line and the number of lines before it.</summary>
    private async Task<(char Delimiter, string Header, int LinesBefore)> BeginAsync(StreamReader reader)
    {
        var first = await LineAsync(reader).ConfigureAwait(false);
        if (first.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && first.Length == 5)
        {
            return (first[4], await LineAsync(reader).ConfigureAwait(false), 1);
        }

        return (options.Delimiter ?? s_delimiters.OrderByDescending(delimiter => first.Count(character => character == delimiter)).First(), first, 0);
    }

    private static async Task<string> LineAsync(StreamReader reader) =>
        await DecodeAsync(reader.ReadLineAsync()).ConfigureAwait(false) is { Length: > 0 } line ? line : throw new SourceException(["line 1 has no headers"]);

    private static async Task<T> DecodeAsync<T>(Task<T> read)
    {
        try
        {
            return await read.ConfigureAwait(false);
        }
        catch (DecoderFallbackException exception)
        {
            throw new SourceException(["the file is not in UTF-8 or the encoding of the options: set Encoding"], exception);
        }
    }

    /// <summary>Gets the attributes of each column by its position.</summary>
    private Dictionary<int, UserAttribute[]> Columns(IEnumerable<string> headers)
    {
        var names = headers.Select(header => header.Trim()).ToList();
        List<string> wanted = [.. options.Columns.Keys];
        if (options.StateColumn is { } state)
        {
            wanted.Add(state);
            _stateIndex = names.FindIndex(name => Same(name, state));
        }

        var problems = wanted.Select(header => (Header: header, Count: names.Count(name => Same(name, header)))).Where(column => column.Count != 1)
            .Select(column => column.Count == 0 ? $"there is no column {column.Header}" : $"the header {column.Header} occurs {column.Count} times").ToList();
        if (problems.Count > 0)
        {
            throw new SourceException(problems);
        }

        var columns = options.Columns.ToDictionary(column => names.FindIndex(name => Same(name, column.Key)), column => column.Value);
        if (options.MapsAttributeNames)
        {
            AddByName(names, columns);
        }

        return columns;
    }

    /// <summary>Adds the columns that have the name of an attribute and are not mapped.</summary>
    private static void AddByName(List<string> names, Dictionary<int, UserAttribute[]> columns)
    {
        for (var index = 0; index < names.Count; index++)
        {
            if (columns.ContainsKey(index) || UserAttribute.TryParse(names[index]) is not { } attribute)
            {
                continue;
            }

            if (columns.Values.Any(others => others.Contains(attribute)))
            {
                throw new SourceException([$"the attribute {attribute} has two columns"]);
            }

            columns.Add(index, [attribute]);
        }

        if (columns.Count == 0)
        {
            throw new SourceException(["no column has the name of an attribute, such as email or givenName"]);
        }
    }

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private DesiredUser? Person(string[] cells, string raw, int count, Dictionary<int, UserAttribute[]> columns, int line)
    {
        if (cells.Length != count || raw.Count(character => character == '"') % 2 != 0)
        {
            _problems.Add(cells.Length != count ? $"line {line} has {cells.Length} cells instead of {count}" : $"line {line} has an unmatched quote");
            return null;
        }

        var values = from column in columns
                     let cell = cells[column.Key]
                     where cell.Length > 0 || options.EmptyCellClears
                     from attribute in column.Value
                     select (attribute, AttributeValue.Of(cell));
        return State(cells, line, out var state) ? new DesiredUser(UserValues.Of([.. values])) { State = state, Origin = $"line {line}" } : null;
    }

    private bool State(string[] cells, int line, out UserState? state)
    {
        state = null;
        if (_stateIndex is not { } index || cells[index].Trim() is not { Length: > 0 } cell)
        {
            return true;
        }

        if (options.States.TryGetValue(cell, out var known))
        {
            state = known;
            return true;
        }

        _problems.Add($"line {line} has a state that is not mapped");
        return false;
    }

    private static int Newlines(string text) => Math.Max(0, text.TrimEnd('\r', '\n').Count(character => character == '\n'));
}
