using YamlDotNet.RepresentationModel;

namespace IdentitySdk.Generation;

/// <summary>Which named schemas are sent as bodies or inside of them, in which ways, and which of them state rules.</summary>
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
            Receive(Content(document.Resolve(response.Value)));
        }

        foreach (var operation in document.Operations)
        {
            Send(ObjectSchema.Name(Body(operation)), Use(operation));
        }

        _checked = Checked();
    }

    /// <summary>How an operation uses its body: partial updates are called Update, full ones Replace.</summary>
    public BodyUse Use(Operation operation) => operation.Node.Text("operationId")?.Split('_').Last() switch
    {
        "Update" => BodyUse.Partial,
        "Replace" when ObjectSchema.Name(Body(operation)) is { } name && _received.Contains(name) => BodyUse.Replacement,
        _ => BodyUse.Whole,
    };

    /// <summary>The schema of an operation's body.</summary>
    public YamlNode? Body(Operation operation) => Content(_document.Resolve(operation.Node.Get("requestBody")));

    /// <summary>Whether a schema is sent in this way.</summary>
    public bool IsSent(string name, BodyUse use) => _uses.TryGetValue(name, out var uses) && uses.Contains(use);

    /// <summary>Whether a schema is sent, and states a rule or holds a schema that does.</summary>
    public bool IsChecked(string name) => _checked.Contains(name);

    public ObjectSchema Object(string name) => new(_document, _document.Schema(name));

    private static YamlNode? Content(YamlNode? message) =>
        message.Get("content").Members().Select(static content => content.Value.Get("schema")).FirstOrDefault();

    /// <summary>Notes every schema that a server may send, wherever it stands.</summary>
    private void Receive(YamlNode? node)
    {
        if (ObjectSchema.Name(node) is { } name && _received.Add(name))
        {
            Receive(_document.Schema(name));
        }

        foreach (var child in node.Members().Select(static member => member.Value).Concat((node as YamlSequenceNode)?.Children ?? []))
        {
            Receive(child);
        }
    }

    private void Send(string? name, BodyUse use)
    {
        if (name is null || _document.Schema(name) is null || !(_uses.TryGetValue(name, out var uses) ? uses : _uses[name] = []).Add(use))
        {
            return;
        }

        foreach (var part in Object(name).Parts)
        {
            Send(part, use);
        }
    }

    private HashSet<string> Checked()
    {
        HashSet<string> found = [.. _uses.Keys.Where(name => Object(name).HasRules)];
        for (var before = -1; before != found.Count;)
        {
            before = found.Count;
            found.UnionWith(_uses.Keys.Where(name => Object(name).Parts.Any(found.Contains)).ToArray());
        }

        return found;
    }
}
