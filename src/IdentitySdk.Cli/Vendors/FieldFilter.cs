using IdentitySdk.Cli.Hosting;

namespace IdentitySdk.Cli.Vendors;

/// <summary>A filter of the form <c>field=value</c>, for vendors without an expression language.</summary>
internal sealed class FieldFilter<TOptions>(string vendor, IReadOnlyDictionary<string, Action<TOptions, string>> fields)
{
    public string Help => $"field=value; fields: {Fields}";

    private string Fields => string.Join(", ", fields.Keys);

    public void Apply(string? filter, TOptions options)
    {
        if (filter is null)
        {
            return;
        }

        var parts = filter.Split('=', 2);
        if (parts.Length != 2 || parts[1].Length == 0)
        {
            throw new UsageException($"A filter for {vendor} has the form field=value; fields: {Fields}.");
        }

        var set = fields.GetValueOrDefault(parts[0]) ?? throw new UsageException($"{vendor} has no filter field '{parts[0]}'; fields: {Fields}.");
        try
        {
            set(options, parts[1]);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            throw new UsageException($"'{parts[1]}' is not a valid value for the filter '{parts[0]}'.");
        }
    }
}
