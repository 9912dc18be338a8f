using System.Text;
using YamlDotNet.RepresentationModel;

namespace IdentitySdk.Generation;

/// <summary>Prints the method that checks a model before it is sent.</summary>
internal sealed class ValidateText(SpecDocument document, RequestBodies bodies)
{
    private const string Step = "    ";
    private const string Head = "    /// <inheritdoc/>\n    internal override void Validate(string? argument, BodyRules rules)";

    /// <summary>Prints the method after an empty line; an empty text for a model that has no rules or is never sent.</summary>
    /// <param name="marker">The schema's name on the first line; on each further line a property's C# name, its type and its JSON name.</param>
    public string Print(string marker)
    {
        var lines = marker.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var name = lines[0].Trim();
        return bodies.IsChecked(name) ? $"\n\n{Head}\n{Block(Body(name, Members(lines)))}\n    partial void OnValidate(string? argument);" : "";
    }

    private static Dictionary<string, Member> Members(string[] lines) =>
        lines.Skip(1).Select(static line => line.Split('|', 3))
            .ToDictionary(static parts => parts[2], static parts => new Member(parts[0], CSharpType.Parse(parts[1])));

    private IEnumerable<string> Body(string name, Dictionary<string, Member> members)
    {
        var schema = bodies.Object(name);
        var properties = schema.Properties.Where(property => !schema.IsReadOnly(property.Node))
            .Select(property => (property.Node, Member: members[property.Name])).ToArray();
        var values = properties.ToLookup(
            property => schema.IsWriteOnly(property.Node),
            property => Values(property.Member.Name, property.Member.Type, property.Node, property.Member.Names));
        return
        [
            .. schema.Base is { } parent && bodies.IsChecked(parent) ? ["base.Validate(argument, rules);"] : Array.Empty<string>(),
            .. bodies.IsUpdate(name) ? ["SpecRule.NotEmpty(this, argument);"] : Array.Empty<string>(),
            .. Guard(Required(name, schema, members), bodies.IsSent(name, BodyUse.Partial), BodyUse.Partial),
            .. Guard([.. values[false].SelectMany(static lines => lines)], bodies.IsSent(name, BodyUse.Replacement), BodyUse.Replacement),
            .. values[true].SelectMany(static lines => lines),
            .. properties.SelectMany(property => Nested(property.Member.Name, property.Member.Type, $"nameof({property.Member.Name})")),
            "OnValidate(argument);",
        ];
    }

    private string[] Required(string name, ObjectSchema schema, Dictionary<string, Member> members) =>
    [
        .. from property in schema.Required
           let member = members.TryGetValue(property, out var found)
               ? found.Name
               : throw new GenerationException($"{name} requires '{property}', which is not one of its properties.")
           let nullable = schema.Properties.Any(each => each.Name == property && IsNullable(each.Node)) ? ", nullable: true" : ""
           select $"SpecRule.Required({member}, this, argument, nameof({member}){nullable});",
    ];

    private bool IsNullable(YamlNode node) => node.Is("nullable") || document.Resolve(node).Is("nullable");

    /// <summary>Prints lines that are skipped for one use; the condition is printed only when the model has that use.</summary>
    private static string[] Guard(string[] lines, bool isUsed, BodyUse use) => isUsed && lines.Length > 0
        ? [$"if (rules != BodyRules.{use})", .. Braces(lines)]
        : lines;

    /// <summary>Prints the checks of one value and of its items.</summary>
    private IEnumerable<string> Values(string value, CSharpType type, YamlNode? node, string names, int depth = 0)
    {
        var schema = document.Resolve(node);
        var check = RuleText.Check(value, type, schema, names);
        var item = $"item{(depth > 0 ? depth : "")}";
        var items = schema.Get("items") ?? schema.Get("additionalProperties");
        string[] inner = type.Item is null ? [] : [.. Values(item, type.Item, items, RuleText.Item(names), depth + 1)];
        return (check == value ? [] : new[] { check + ";" }).Concat(Each(value, type, item, inner));
    }

    /// <summary>Prints the checks of a value that is or contains an object.</summary>
    private IEnumerable<string> Nested(string value, CSharpType type, string name, int depth = 0)
    {
        var item = $"item{(depth > 0 ? depth : "")}";
        return type.Item is not null ? Each(value, type, item, [.. Nested(item, type.Item, depth > 0 ? name : $"{name} + \"[]\"", depth + 1)])
            : bodies.IsChecked(type.Name) ? [$"{value}?.Validate(SpecRule.Nested(argument, {name}), rules);"]
            : [];
    }

    private static string[] Each(string value, CSharpType type, string item, string[] lines) =>
        lines.Length == 0 ? [] : [$"foreach (var {item} in SpecRule.Items({value}{(type.IsMap ? "?.Values" : "")}))", .. Braces(lines)];

    private static string[] Braces(string[] lines) => ["{", .. lines.Select(static line => Step + line), "}"];

    /// <summary>Prints lines in braces, with an empty line after each block that is not the last.</summary>
    private static string Block(IEnumerable<string> lines)
    {
        var text = new StringBuilder();
        var isAfterBlock = false;
        foreach (var line in Braces([.. lines]))
        {
            text.Append(isAfterBlock && !line.EndsWith('}') ? "\n" : "").Append(Step).Append(line).Append('\n');
            isAfterBlock = line.EndsWith('}');
        }

        return text.ToString();
    }

    /// <summary>A property of the model.</summary>
    private sealed record Member(string Name, CSharpType Type)
    {
        /// <summary>The names for an exception.</summary>
        public string Names => $"argument, nameof({Name})";
    }
}
