using System.Text.RegularExpressions;

namespace IdentitySdk.Generation;

/// <summary>Which models of a specification callers can meet: what parameters, bodies and results of the operations hold, at any depth.</summary>
/// <remarks>Errors and the envelopes of lists and results are read by hand-written code, without models.</remarks>
internal sealed partial class ModelUse
{
    private readonly SpecDocument _document;
    private readonly RequestBodies _bodies;
    private readonly HashSet<string> _reached = [];
    private readonly HashSet<string> _bases;

    public ModelUse(SpecDocument document, RequestBodies bodies)
    {
        (_document, _bodies) = (document, bodies);

        // Without operations, the models are all that the specification is for.
        foreach (var name in document.Operations.Count > 0
            ? document.Operations.SelectMany(Roots)
            : document.Root.Get("components").Get("schemas").Members().Select(static schema => schema.Key.Value ?? ""))
        {
            Reach(name);
        }

        _bases = [.. _reached.Select(name => bodies.Object(name).Base).OfType<string>()];
    }

    /// <summary>Prints a class or an enum, or nothing when no caller can meet it. A type that is not a named schema is always printed.</summary>
    /// <param name="marker">The name on the first line, then the code.</param>
    public string Print(string marker) =>
        marker.Split('\n', 2) is [var name, var code] && (_document.Schema(name.Trim()) is null || _reached.Contains(name.Trim())) ? code : "";

    /// <summary>Prints the modifier of a class from which no other model derives: System.Text.Json would write a user's class by its C# names.</summary>
    public string Sealed(string name) => _bases.Contains(name) ? "" : "sealed ";

    /// <summary>Removes the empty lines around types that are not printed.</summary>
    public static string Join(string types) => EmptyLines().Replace(types.Trim('\n'), "\n\n");

    private IEnumerable<string> Roots(Operation operation) => operation.Parameters.Select(static parameter => parameter.Node.Get("schema"))
        .Append(_bodies.Body(operation))
        .SelectMany(ObjectSchema.Names)
        .Concat(Results(operation));

    /// <summary>The schemas of an operation's result, as the templates print it.</summary>
    private IEnumerable<string> Results(Operation operation) =>
        operation.Node.Get("x-paging").Text("item") is { } item ? [CSharpType.Parse(item).Leaf.Name]
        : operation.Node.Text("x-unwrap") is { } unwrap ? [unwrap]
        : _bodies.Results(operation).SelectMany(ObjectSchema.Names);

    private void Reach(string name)
    {
        if (_document.Schema(name) is { } schema && _reached.Add(name))
        {
            var members = new ObjectSchema(_document, schema).Properties.Select(static property => property.Node);
            foreach (var part in members.Append(schema).SelectMany(ObjectSchema.Names))
            {
                Reach(part);
            }
        }
    }

    [GeneratedRegex("\n{3,}")]
    private static partial Regex EmptyLines();
}
