using IdentitySdk.Generation;
using YamlDotNet.RepresentationModel;

namespace IdentitySdk.SpecDiff;

/// <summary>Compares the schemas of values. A named schema is compared once for each direction, however many operations use it.</summary>
internal sealed class SchemaComparer(SpecDocument before, SpecDocument after)
{
    private const string Components = "#/components/schemas/";

    private readonly HashSet<(bool IsRequest, string Name)> _compared = [];

    /// <summary>Compares two schemas, or references to them.</summary>
    /// <param name="side">Where the value is.</param>
    /// <param name="where">What to call it.</param>
    /// <param name="old">The schema before; null for none.</param>
    /// <param name="now">The schema after; null for none.</param>
    public IEnumerable<Change> Compare(Side side, string where, YamlNode? old, YamlNode? now)
    {
        var (oldName, nowName) = (Name(old), Name(now));
        if (oldName is not null && oldName == nowName)
        {
            return _compared.Add((side.IsRequest, oldName)) ? CompareResolved(NamedSide(side, old), oldName, old, now).ToArray() : [];
        }

        return CompareResolved(side, where, old, now).ToArray();
    }

    /// <summary>A named object is spoken of by its members; a named enum of a parameter stays a parameter.</summary>
    private Side NamedSide(Side side, YamlNode? reference) =>
        side == Side.Parameter || before.Resolve(reference).Get("enum") is null ? side : side.Member;

    private IEnumerable<Change> CompareResolved(Side side, string where, YamlNode? oldNode, YamlNode? nowNode)
    {
        var (old, now) = (Resolve(before, oldNode), Resolve(after, nowNode));
        var (oldType, nowType) = (TypeName(oldNode, old), TypeName(nowNode, now));
        if (oldType != nowType)
        {
            yield return TypeChange(side, where, old, now, oldType, nowType);
            yield break;
        }

        foreach (var change in ConstraintComparer.Compare(side, where, old, now)
            .Concat(Extensions(where, old, now)).Concat(Properties(side.Member, where, old, now)))
        {
            yield return change;
        }

        foreach (var (keyword, suffix) in new[] { ("items", "[]"), ("additionalProperties", "{}") })
        {
            if (old.Get(keyword) is not null || now.Get(keyword) is not null)
            {
                foreach (var change in Compare(side.Member, where + suffix, old.Get(keyword), now.Get(keyword)))
                {
                    yield return change;
                }
            }
        }
    }

    private static Change TypeChange(Side side, string where, YamlNode? old, YamlNode? now, string oldType, string nowType)
    {
        var text = $"{oldType} became {nowType}";
        if (side.IsRequest && ConstraintComparer.Values(now).Count > 0 && ConstraintComparer.Values(old).Count == 0 && old.Text("type") == now.Text("type"))
        {
            return new(Rules.OfValue(side, "became-enum", narrows: true, ApiEffect.Changes), where, text);
        }

        return (oldType, nowType) switch
        {
            ("integer" or "integer int32" or "integer int64", "number" or "number double") or ("integer int32", "integer int64") or (_, "any") =>
                new(Rules.OfValue(side, "type-generalized", narrows: false, ApiEffect.Changes), where, text),
            ("number" or "number double", "integer" or "integer int32" or "integer int64") or ("integer int64", "integer int32") or ("any", _) =>
                new(Rules.OfValue(side, side.IsRequest ? "type-changed" : "type-specialized", narrows: true, ApiEffect.Changes), where, text),
            _ => new(Rules.OfValue(side, "type-changed", narrows: null, ApiEffect.Changes), where, text),
        };
    }

    private IEnumerable<Change> Properties(Side side, string where, YamlNode? old, YamlNode? now)
    {
        var (olds, nows) = (Members(old), Members(now));
        foreach (var (name, property) in nows.Where(pair => !olds.ContainsKey(pair.Key)))
        {
            yield return new(Rules.Of(Added(side, Resolve(after, property), IsRequired(now, name))), $"{where}.{name}", "is new");
        }

        foreach (var (name, property) in olds.Where(pair => !nows.ContainsKey(pair.Key)))
        {
            yield return new(
                Rules.Of(side.IsRequest ? "request-property-removed" : $"response-{Requiredness(old, name)}-property-removed"),
                $"{where}.{name}",
                $"was removed ({TypeName(property, Resolve(before, property))})");
        }

        foreach (var (name, property) in olds.Where(pair => nows.ContainsKey(pair.Key)))
        {
            foreach (var change in Property(side, $"{where}.{name}", (property, IsRequired(old, name)), (nows[name], IsRequired(now, name))))
            {
                yield return change;
            }
        }
    }

    private IEnumerable<Change> Property(Side side, string where, (YamlNode Node, bool IsRequired) old, (YamlNode Node, bool IsRequired) now)
    {
        if (old.IsRequired != now.IsRequired)
        {
            yield return new(
                Rules.Of($"{side.Prefix}-became-{(now.IsRequired ? "required" : "optional")}"),
                where,
                now.IsRequired ? "is required" : "may be missing");
        }

        var (oldSchema, nowSchema) = (Resolve(before, old.Node), Resolve(after, now.Node));
        if (oldSchema.Is("deprecated") != nowSchema.Is("deprecated"))
        {
            yield return new(
                Rules.OfHarmless(side, nowSchema.Is("deprecated") ? "deprecated" : "reactivated"),
                where,
                nowSchema.Is("deprecated") ? "is deprecated" : "is no longer deprecated");
        }

        foreach (var change in Access(side, where, oldSchema, nowSchema, now.IsRequired).Concat(Compare(side, where, old.Node, now.Node)))
        {
            yield return change;
        }
    }

    /// <summary>Who may read or write a property.</summary>
    private static IEnumerable<Change> Access(Side side, string where, YamlNode? old, YamlNode? now, bool isRequired)
    {
        var rule = $"{(side.IsRequest ? "request" : "response")}-{(isRequired ? "required" : "optional")}-property-became-";
        if (old.Is("readOnly") != now.Is("readOnly"))
        {
            // A member that only the server sets leaves the types of requests.
            var effect = !side.IsRequest ? ApiEffect.None : now.Is("readOnly") ? ApiEffect.Removes : ApiEffect.Adds;
            yield return new(
                new Rule($"{rule}{(now.Is("readOnly") ? "" : "not-")}read-only", false, effect),
                where,
                now.Is("readOnly") ? "is set by the server only" : "may be set");
        }

        if (old.Is("writeOnly") != now.Is("writeOnly"))
        {
            yield return new(
                new Rule($"{rule}{(now.Is("writeOnly") ? "" : "not-")}write-only", false, ApiEffect.None),
                where,
                now.Is("writeOnly") ? "is never returned" : "is returned");
        }
    }

    private static string Added(Side side, YamlNode? property, bool isRequired) => (side.IsRequest, isRequired && !property.Is("readOnly")) switch
    {
        (true, true) => property.Text("default") is null ? "new-required-request-property" : "new-required-request-property-with-default",
        (true, false) => "new-optional-request-property",
        (false, _) => isRequired ? "response-required-property-added" : "response-optional-property-added",
    };

    private static IEnumerable<Change> Extensions(string place, YamlNode? old, YamlNode? now) =>
        from name in new[] { "x-sensitive", "x-open", "x-newer-api" }
        where SpecComparer.Show(old.Get(name)) != SpecComparer.Show(now.Get(name))
        select new Change(Rules.Of($"{name}-changed"), place, $"{name} {SpecComparer.Show(old.Get(name))} became {SpecComparer.Show(now.Get(name))}");

    /// <summary>The C# type that follows from a schema, as far as it can change.</summary>
    private string TypeName(YamlNode? node, YamlNode? schema) => schema switch
    {
        _ when schema.Text("x-type") is { } type => type,
        _ when Name(node) is { } name && schema.Text("type") is "object" or null && schema is not null => name,
        _ when schema.Get("enum") is not null => $"{schema.Text("type")} enum {Name(node)}".TrimEnd(),
        null => "none",
        _ => schema.Text("type") is { } type ? $"{type} {schema.Text("format")}".TrimEnd() : schema.Get("properties") is null ? "any" : "object",
    };

    private static Dictionary<string, YamlNode> Members(YamlNode? schema) =>
        schema.Get("properties").Members().ToDictionary(member => member.Key.Value!, member => member.Value, StringComparer.Ordinal);

    private static string Requiredness(YamlNode? schema, string name) => IsRequired(schema, name) ? "required" : "optional";

    private static bool IsRequired(YamlNode? schema, string name) => schema.Items("required").Any(item => ((YamlScalarNode)item).Value == name);

    private static string? Name(YamlNode? node) =>
        node.Text("$ref") is { } reference && reference.StartsWith(Components, StringComparison.Ordinal) ? reference[Components.Length..] : null;

    /// <summary>The schema itself. A reference with siblings keeps these, such as readOnly.</summary>
    private static YamlNode? Resolve(SpecDocument document, YamlNode? node)
    {
        if (node.Text("$ref") is not { } reference)
        {
            return node;
        }

        var target = document.Resolve(node) ?? throw new BadInputException($"{document.Path}: {reference} leads nowhere");
        var siblings = node.Members().Where(member => member.Key.Value is not ("$ref" or "description")).ToArray();
        if (siblings.Length == 0 || target is not YamlMappingNode map)
        {
            return target;
        }

        var merged = new YamlMappingNode(map.Children);
        foreach (var (key, value) in siblings)
        {
            merged.Children[key] = value;
        }

        return merged;
    }
}
