using System.Text;

namespace IdentitySdk.Directories;

/// <summary>Which columns of a file are which attributes.</summary>
public sealed class CsvSourceOptions
{
    private readonly Dictionary<string, UserAttribute[]> _columns = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The delimiter. Default null: the one of comma, semicolon and tab that is most often in the line of headers.</summary>
    public char? Delimiter { get; set; }

    /// <summary>The encoding of a file without a byte order mark. Default UTF-8; a byte that is not is an error, never another letter.</summary>
    public Encoding Encoding { get; set; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Whether an empty cell empties the attribute. Default false: it states nothing, so that a column that got lost empties nobody's attribute.</summary>
    public bool EmptyCellClears { get; set; }

    /// <summary>
    /// Whether a column whose header is the neutral name of an attribute, such as <c>givenName</c> or <c>attributes.employeeNumber</c>, is that attribute
    /// without being mapped. Default false.
    /// </summary>
    public bool MapsAttributeNames { get; set; }

    internal IReadOnlyDictionary<string, UserAttribute[]> Columns => _columns;

    internal string? StateColumn { get; private set; }

    internal IReadOnlyDictionary<string, UserState> States { get; private set; } = new Dictionary<string, UserState>();

    /// <summary>Makes a column one or more attributes. Columns that are not mapped are passed over.</summary>
    /// <param name="header">The header; compared without case.</param>
    /// <param name="attributes">The attributes that get the value.</param>
    /// <returns>These options.</returns>
    /// <exception cref="ArgumentException">The column or an attribute has been mapped already, or there is no attribute.</exception>
    public CsvSourceOptions Map(string header, params UserAttribute[] attributes)
    {
        Arguments.NotEmpty(header, nameof(header));
        if (attributes is not { Length: > 0 } || _columns.ContainsKey(header) || _columns.Values.Any(others => others.Intersect(attributes).Any()))
        {
            throw new ArgumentException($"The column {header} needs an attribute, and column and attribute can be mapped once.", nameof(attributes));
        }

        _columns.Add(header, attributes);
        return this;
    }

    /// <summary>Makes a column the state of a person. A value that is not named is an error; an empty cell states nothing.</summary>
    /// <param name="header">The header; compared without case.</param>
    /// <param name="states">The values of the column, compared without case, with their states.</param>
    /// <returns>These options.</returns>
    public CsvSourceOptions MapState(string header, IReadOnlyDictionary<string, UserState> states)
    {
        StateColumn = Arguments.NotEmpty(header, nameof(header));
        States = Arguments.NotNull(states, nameof(states)).ToDictionary(
            state => state.Key, state => new DesiredUser { State = state.Value }.State!.Value, StringComparer.OrdinalIgnoreCase);
        return this;
    }
}
