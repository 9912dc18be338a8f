using System.Text;

namespace IdentitySdk.Directories;

/// <summary>Options for CSV files, with the mapping of columns to attributes.</summary>
public sealed class CsvSourceOptions
{
    private readonly Dictionary<string, UserAttribute[]> _columns = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The delimiter. Default null: comma, semicolon or tab, whichever occurs most often in the header line.</summary>
    public char? Delimiter { get; set; }

    /// <summary>The encoding of a file without a byte order mark. Default UTF-8, where invalid bytes are an error and are not replaced.</summary>
    public Encoding Encoding { get; set; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Whether an empty cell clears the attribute. Default false: the attribute is not specified, so that an empty column clears nothing.</summary>
    public bool EmptyCellClears { get; set; }

    /// <summary>
    /// Whether a column whose header is the neutral name of an attribute, such as <c>givenName</c> or <c>attributes.employeeNumber</c>, is mapped to that
    /// attribute automatically. Default false.
    /// </summary>
    public bool MapsAttributeNames { get; set; }

    internal IReadOnlyDictionary<string, UserAttribute[]> Columns => _columns;

    internal string? StateColumn { get; private set; }

    internal IReadOnlyDictionary<string, UserState> States { get; private set; } = new Dictionary<string, UserState>();

    /// <summary>Maps a column to one or more attributes. Columns that are not mapped are ignored.</summary>
    /// <param name="header">The header; compared without case.</param>
    /// <param name="attributes">The attributes that get the value.</param>
    /// <returns>These options.</returns>
    /// <exception cref="ArgumentException">The column or an attribute is already mapped, or no attribute is given.</exception>
    public CsvSourceOptions Map(string header, params UserAttribute[] attributes)
    {
        Arguments.NotEmpty(header, nameof(header));
        if (attributes is not { Length: > 0 } || _columns.ContainsKey(header) || _columns.Values.Any(others => others.Intersect(attributes).Any()))
        {
            throw new ArgumentException($"The column {header} needs an attribute, and column and attribute cannot be mapped twice.", nameof(attributes));
        }

        _columns.Add(header, attributes);
        return this;
    }

    /// <summary>Maps a column to the state of a person. A value that is not in the list is an error; an empty cell leaves the state unchanged.</summary>
    /// <param name="header">The header; compared without case.</param>
    /// <param name="states">The values of the column and their states. Values are compared case-insensitively.</param>
    /// <returns>These options.</returns>
    public CsvSourceOptions MapState(string header, IReadOnlyDictionary<string, UserState> states)
    {
        StateColumn = Arguments.NotEmpty(header, nameof(header));
        States = Arguments.NotNull(states, nameof(states)).ToDictionary(
            state => state.Key, state => new DesiredUser { State = state.Value }.State!.Value, StringComparer.OrdinalIgnoreCase);
        return this;
    }
}
