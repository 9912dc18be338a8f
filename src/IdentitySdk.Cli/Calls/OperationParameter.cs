using IdentitySdk.Cli.Commands;
using IdentitySdk.Cli.Hosting;

namespace IdentitySdk.Cli.Calls;

/// <summary>A query parameter of an operation.</summary>
/// <param name="Name">The name on the wire.</param>
/// <param name="Form">The form of the value.</param>
/// <param name="Help">The description.</param>
internal sealed record OperationParameter(string Name, ValueForm Form, string Help)
{
    public bool IsRequired { get; init; }

    /// <summary>Whether each item of a list is sent as a separate parameter; otherwise as one parameter, separated by commas.</summary>
    public bool Explodes { get; init; }

    /// <summary>The prefix of the parameters that the entries of a map are sent as; null for other types.</summary>
    public string? Prefix { get; init; }

    public string OptionName => $"--{CommandName.Of(Name)}";

    /// <summary>Adds the values of the option to a query, in the form in which they are sent.</summary>
    /// <exception cref="UsageException">A value does not have the parameter's form.</exception>
    public void Add(QueryParameters query, IReadOnlyList<string> values)
    {
        if (values.Count == 0)
        {
            return;
        }

        if (Prefix is not null)
        {
            foreach (var (name, value) in values.Select(value => CommonOptions.Split(OptionName, value)))
            {
                query.Add(Prefix + name, value);
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
                : throw new UsageException($"{OptionName} is given {values.Count} times, but takes one value."));
        }
    }
}
