namespace IdentitySdk.Generation;

/// <summary>A C# type as NSwag writes it: a leaf such as <c>User</c>, or a container of one.</summary>
/// <param name="Name">The name without its namespace.</param>
/// <param name="Item">The type of the items of a container; null for a leaf.</param>
/// <param name="IsNullable">Whether it is written with a question mark.</param>
internal sealed record CSharpType(string Name, CSharpType? Item, bool IsNullable)
{
    public bool IsMap => Item is not null && Name.Contains("Dictionary", StringComparison.Ordinal);

    public bool IsOneOrMany => Item is not null && Name == "OneOrMany";

    /// <summary>The item type of the innermost container.</summary>
    public CSharpType Leaf => Item?.Leaf ?? this;

    /// <summary>Whether a container, at any depth, may contain null.</summary>
    public bool HasNullableItems => Item is not null && (Item.IsNullable || Item.HasNullableItems);

    /// <summary>Reads NSwag's text, for example <c>System.Collections.Generic.IReadOnlyList&lt;User&gt;?</c>.</summary>
    public static CSharpType Parse(string text)
    {
        text = text.Trim();
        var isNullable = text.EndsWith('?');
        text = text.TrimEnd('?');
        var start = text.IndexOf('<', StringComparison.Ordinal);
        if (start < 0)
        {
            return new CSharpType(Short(text), null, isNullable);
        }

        var arguments = text.EndsWith('>') ? text[(start + 1)..^1] : throw new GenerationException($"'{text}' is not a C# type.");

        // The only type with two arguments is a map, whose keys are strings.
        const string key = "string, ";
        var item = arguments.StartsWith(key, StringComparison.Ordinal) ? arguments[key.Length..] : arguments;
        return new CSharpType(Short(text[..start]), Parse(item), isNullable);
    }

    /// <summary>Returns the type as code, without namespaces and without its own question mark.</summary>
    public override string ToString() => Item is null ? Name : $"{Name}<{(IsMap ? "string, " : "")}{Item}{(Item.IsNullable ? "?" : "")}>";

    private static string Short(string name) =>
        name.Length > 0 ? name[(name.LastIndexOf('.') + 1)..] : throw new GenerationException("A type has no name.");
}
