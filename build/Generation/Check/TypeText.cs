namespace IdentitySdk.Generation;

/// <summary>The C# types that a specification may use in <c>x-type</c> and <c>x-paging</c>.</summary>
internal static class TypeText
{
    private static readonly string[] s_containers = ["IReadOnlyList<", "IReadOnlyDictionary<string, ", "OneOrMany<"];

    private static readonly string[] s_leaves =
    [
        "string", "int", "long", "bool", "double", "decimal", "DateTimeOffset", "Guid", "Uri", "JToken", "StringOrNumber", "TextOrObject",
    ];

    public static bool IsKnown(SpecDocument document, string type)
    {
        var container = s_containers.FirstOrDefault(container => type.StartsWith(container, StringComparison.Ordinal));
        return container is not null
            ? type.EndsWith('>') && IsKnown(document, type[container.Length..^1])
            : s_leaves.Contains(type) || document.Schema(type) is not null;
    }
}
