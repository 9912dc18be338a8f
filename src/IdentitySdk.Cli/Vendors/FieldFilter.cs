using System.Globalization;
using IdentitySdk.Cli.Hosting;

namespace IdentitySdk.Cli.Vendors;

/// <summary>Filters of the form <c>field=value</c>, sent as query parameters, for vendors without an expression language.</summary>
internal sealed class FieldFilter(string vendor, IReadOnlyList<string> texts, IReadOnlyList<string> numbers)
{
    public string Help => $"field=value; fields: {Fields}";

    private string Fields => string.Join(", ", Names);

    private IReadOnlyList<string> Names => [.. texts, .. numbers];

    /// <exception cref="UsageException">A filter has another form, an unknown field, or an invalid number.</exception>
    public void Apply(IEnumerable<string> filters, QueryParameters query)
    {
        foreach (var filter in filters)
        {
            var parts = filter.Split('=', 2);
            if (parts.Length != 2 || parts[1].Length == 0)
            {
                throw new UsageException($"A filter for {vendor} has the form field=value; fields: {Fields}.");
            }

            Add(parts[0], parts[1], query);
        }
    }

    private void Add(string field, string value, QueryParameters query)
    {
        if (!Names.Contains(field))
        {
            throw new UsageException($"{vendor} has no filter field '{field}'; fields: {Fields}.{Suggestion.For(field, Names)}");
        }

        if (numbers.Contains(field) && !long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            throw new UsageException($"'{value}' is not a valid value for the filter '{field}'.");
        }

        query.Add(field, value);
    }
}
