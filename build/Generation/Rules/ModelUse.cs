namespace IdentitySdk.Generation;

/// <summary>How the models of a specification are used in generated code.</summary>
internal sealed class ModelUse
{
    private readonly HashSet<string> _bases;

    public ModelUse(SpecDocument document) => _bases =
    [
        .. document.Root.Get("components").Get("schemas").Members()
            .Select(schema => new ObjectSchema(document, schema.Value).Base)
            .OfType<string>(),
    ];

    /// <summary>Prints the modifier of a class from which no other model derives: System.Text.Json would write a user's class by its C# names.</summary>
    public string Sealed(string name) => _bases.Contains(name) ? "" : "sealed ";
}
