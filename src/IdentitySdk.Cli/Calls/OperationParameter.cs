using IdentitySdk.Cli.Hosting;

namespace IdentitySdk.Cli.Calls;

/// <summary>A query parameter of an operation.</summary>
/// <param name="Name">Its name on the wire.</param>
/// <param name="Form">Its form.</param>
/// <param name="Help">What it is.</param>
internal sealed record OperationParameter(string Name, ValueForm Form, string Help)
{
    public bool IsRequired { get; init; }

    /// <summary>Whether the items of a list are parameters of their own; else one parameter has them, separated by commas.</summary>
    public bool Explodes { get; init; }

    /// <summary>What begins the names of the parameters that a map becomes; null for everything else.</summary>
    public string? Prefix { get; init; }

    /// <summary>Whether it may be given several times.</summary>
    public bool IsMany => Form.Type is "array" or "object";

    public string OptionName => $"--{CommandName.Of(Name)}";

    /// <summary>Adds the values of the option as they are sent.</summary>
    /// <exception cref="UsageException">A value is not of the parameter's form.</exception>
    public void Add(QueryParameters query, IReadOnlyList<string> values)
    {
        if (values.Count == 0)
        {
            return;
        }

        if (Prefix is not null)
        {
            foreach (var pair in values.Select(value => Pair(value)))
            {
                query.Add(Prefix + pair.Name, pair.Value);
            }
        }
        else if (Form.Items is { } item)
        {
            var items = values.SelectMany(static value => value.Split(',')).Select(value => item.Check(OptionName, value)).ToList();
            foreach (var value in Explodes ? items : [string.Join(',', items)])
            {
                query.Add(Name, value);
            }
        }
        else
        {
            query.Add(Name, values is [var only] ? Form.Check(OptionName, only)
                : throw new UsageException($"{OptionName} is given {values.Count} times, and takes one value."));
        }
    }

    private (string Name, string Value) Pair(string value) => value.Split('=', 2) is [{ Length: > 0 } name, var text]
        ? (name, text)
        : throw new UsageException($"{OptionName} has the form name=value.");
}
