using YamlDotNet.RepresentationModel;

namespace IdentitySdk.Generation;

/// <summary>The named schemas that are sent as bodies or inside bodies, their uses, and whether they have rules.</summary>
internal sealed class RequestBodies
{
    private readonly SpecDocument _document;
    private readonly HashSet<string> _received = [];
    private readonly Dictionary<string, HashSet<BodyUse>> _uses = [];
    private readonly HashSet<string> _checked;

    public RequestBodies(SpecDocument document)
    {
        _document = document;
        foreach (var response in document.Operations.SelectMany(static operation => operation.Node.Get("responses").Members()))
        {
            AddReceived(Content(document.Resolve(response.Value)));
        }

        foreach (var operation in document.Operations)
        {
            AddSent(ObjectSchema.Name(Body(operation)), Use(operation));
        }

        _checked = FindChecked();
    }

    /// <summary>Gets the use of an operation's body: partial updates are named Update, full ones Replace.</summary>
    public BodyUse Use(Operation operation) => operation.Node.Text("operationId")?.Split('_').Last() switch
    {
        "Update" => BodyUse.Partial,
        "Replace" when ObjectSchema.Name(Body(operation)) is { } name && _received.Contains(name) => BodyUse.Replacement,
        _ => BodyUse.Whole,
    };

    /// <summary>Gets the schema of an operation's body.</summary>
    public YamlNode? Body(Operation operation) => Content(_document.Resolve(operation.Node.Get("requestBody")));

    /// <summary>Whether a schema is the body of a partial update and nothing else: without a value it would change nothing.</summary>
    public bool IsUpdate(string name) => !_received.Contains(name)
        && _document.Operations.Any(operation => Use(operation) == BodyUse.Partial && ObjectSchema.Name(Body(operation)) == name);

    /// <summary>
    /// Gets the names that only the server sets in the results of the operations whose body is a schema, when no response contains the schema itself:
    /// an object of it may have been created from the JSON of such a result.
    /// </summary>
    public IReadOnlyList<string> ServerSet(string name) => _received.Contains(name) || !_uses.ContainsKey(name) ? [] :
    [
        .. from operation in _document.Operations
           where ObjectSchema.Name(Body(operation)) == name
           let result = Result(operation)
           where _document.Schema(result ?? "") is not null
           let model = Object(result!)
           from property in model.Properties
           where model.IsReadOnly(property.Node) && Object(name).Properties.All(own => own.Name != property.Name)
           group property by property.Name into names
           select names.Key,
    ];

    /// <summary>Whether a schema is sent with this use.</summary>
    public bool IsSent(string name, BodyUse use) => _uses.TryGetValue(name, out var uses) && uses.Contains(use);

    /// <summary>Whether a schema is sent and has rules, itself or in a schema that it contains.</summary>
    public bool IsChecked(string name) => _checked.Contains(name);

    public ObjectSchema Object(string name) => new(_document, _document.Schema(name));

    /// <summary>Gets the schemas of an operation's success responses.</summary>
    public IEnumerable<YamlNode?> Results(Operation operation) => operation.Node.Get("responses").Members()
        .Where(static response => response.Key.Value!.StartsWith('2'))
        .Select(response => Content(_document.Resolve(response.Value)));

    private string? Result(Operation operation) =>
        operation.Node.Text("x-unwrap") ?? Results(operation).Select(ObjectSchema.Name).FirstOrDefault(static name => name is not null);

    private static YamlNode? Content(YamlNode? message) =>
        message.Get("content").Members().Select(static content => content.Value.Get("schema")).FirstOrDefault();

    /// <summary>Adds every named schema of a response, at any depth.</summary>
    private void AddReceived(YamlNode? node)
    {
        if (ObjectSchema.Name(node) is { } name && _received.Add(name))
        {
            AddReceived(_document.Schema(name));
        }

        foreach (var child in node.Members().Select(static member => member.Value).Concat((node as YamlSequenceNode)?.Children ?? []))
        {
            AddReceived(child);
        }
    }

    private void AddSent(string? name, BodyUse use)
    {
        if (name is null || _document.Schema(name) is null || !(_uses.TryGetValue(name, out var uses) ? uses : _uses[name] = []).Add(use))
        {
            return;
        }

        foreach (var part in Object(name).Parts)
        {
            AddSent(part, use);
        }
    }

    private HashSet<string> FindChecked()
    {
        HashSet<string> found = [.. _uses.Keys.Where(name => Object(name).HasRules || IsUpdate(name))];
        for (var before = -1; before != found.Count;)
        {
            before = found.Count;
            found.UnionWith(_uses.Keys.Where(name => Object(name).Parts.Any(found.Contains)).ToArray());
        }

        return found;
    }
}
