using System.Text.RegularExpressions;
using IdentitySdk.Generation;
using YamlDotNet.RepresentationModel;

namespace IdentitySdk.SpecDiff;

/// <summary>Compares two versions of one vendor's specification.</summary>
internal sealed partial class SpecComparer
{
    private readonly SpecDocument _before;
    private readonly SpecDocument _after;
    private readonly SchemaComparer _schemas;

    private SpecComparer(SpecDocument before, SpecDocument after) => (_before, _after, _schemas) = (before, after, new(before, after));

    public static IReadOnlyList<Change> Compare(SpecDocument before, SpecDocument after) => [.. new SpecComparer(before, after).Operations().Distinct()];

    /// <summary>A node as one line of text; <c>none</c> when it is missing.</summary>
    public static string Show(YamlNode? node) => node switch
    {
        null => "none",
        YamlScalarNode scalar => scalar.Value ?? "null",
        YamlSequenceNode list => $"[{string.Join(", ", list.Children.Select(Show))}]",
        _ => $"{{ {string.Join(", ", node.Members().Select(member => $"{member.Key.Value}: {Show(member.Value)}"))} }}",
    };

    private IEnumerable<Change> Operations()
    {
        var (olds, nows) = (ByCall(_before), ByCall(_after));
        foreach (var (call, operation) in nows.Where(pair => !olds.ContainsKey(pair.Key)))
        {
            yield return new(Rules.Of("endpoint-added"), Id(operation), $"`{operation.Name}` is new");
        }

        var paths = nows.Keys.Select(call => call.Split(' ')[1]).ToHashSet(StringComparer.Ordinal);
        foreach (var (call, operation) in olds.Where(pair => !nows.ContainsKey(pair.Key)))
        {
            var what = paths.Contains(call.Split(' ')[1]) ? "api-removed" : "api-path-removed";
            yield return new(
                Rules.Of($"{what}-{(operation.Node.Is("deprecated") ? "with" : "without")}-deprecation"),
                Id(operation),
                $"`{operation.Name}` was removed");
        }

        foreach (var (call, operation) in olds.Where(pair => nows.ContainsKey(pair.Key)))
        {
            foreach (var change in Operation(operation, nows[call]))
            {
                yield return change;
            }
        }
    }

    private IEnumerable<Change> Operation(Operation old, Operation now)
    {
        var id = Id(old);
        return Facts(id, old.Node, now.Node)
            .Concat(Parameters(id, old, now))
            .Concat(Body(id, _before.Resolve(old.Node.Get("requestBody")), _after.Resolve(now.Node.Get("requestBody"))))
            .Concat(Responses(id, old.Node.Get("responses"), now.Node.Get("responses")));
    }

    private static IEnumerable<Change> Facts(string id, YamlNode old, YamlNode now)
    {
        foreach (var (field, name) in new[] { ("operationId", "operation-id"), ("tags", "tag") })
        {
            var (olds, nows) = (Texts(old.Get(field)), Texts(now.Get(field)));
            foreach (var added in nows.Except(olds))
            {
                yield return new(Rules.Of($"api-{name}-added"), id, $"{field} has `{added}`");
            }

            foreach (var removed in olds.Except(nows))
            {
                yield return new(Rules.Of($"api-{name}-removed"), id, $"{field} no longer has `{removed}`");
            }
        }

        if (old.Is("deprecated") != now.Is("deprecated"))
        {
            yield return new(
                Rules.Of(now.Is("deprecated") ? "endpoint-deprecated" : "endpoint-reactivated"),
                id,
                now.Is("deprecated") ? "is deprecated" : "is no longer deprecated");
        }

        foreach (var name in new[] { "x-retry", "x-paging", "x-options", "x-unwrap" }.Where(name => Show(old.Get(name)) != Show(now.Get(name))))
        {
            yield return new(Rules.Of($"{name}-changed"), id, $"{name} {Show(old.Get(name))} became {Show(now.Get(name))}");
        }

        foreach (var change in SecurityComparer.Compare(id, old, now))
        {
            yield return change;
        }
    }

    private IEnumerable<Change> Parameters(string id, Operation old, Operation now)
    {
        var (olds, nows) = (ByPlace(old), ByPlace(now));
        foreach (var (place, parameter) in nows.Where(pair => !olds.ContainsKey(pair.Key)))
        {
            var rule = parameter.In == "path" ? "new-request-path-parameter"
                : parameter.IsOptional ? "new-optional-request-parameter" : "new-required-request-parameter";
            yield return new(Rules.Of(rule), $"{id} {parameter.Name}", $"is new in {parameter.In}");
        }

        foreach (var (place, parameter) in olds)
        {
            if (!nows.TryGetValue(place, out var same))
            {
                var rule = parameter.Node.Is("deprecated") ? "request-parameter-removed-with-deprecation" : "request-parameter-removed";
                yield return new(Rules.Of(rule), $"{id} {parameter.Name}", $"was removed from {parameter.In}");
                continue;
            }

            foreach (var change in Parameter($"{id} {parameter.Name}", parameter, same))
            {
                yield return change;
            }
        }
    }

    private IEnumerable<Change> Parameter(string where, Parameter old, Parameter now)
    {
        if (old.IsOptional != now.IsOptional)
        {
            yield return new(
                Rules.Of($"request-parameter-became-{(now.IsOptional ? "optional" : "required")}"),
                where,
                now.IsOptional ? "is optional" : "is required");
        }

        if (old.Node.Is("deprecated") != now.Node.Is("deprecated"))
        {
            yield return new(
                Rules.Of(now.Node.Is("deprecated") ? "request-parameter-deprecated" : "request-parameter-reactivated"),
                where,
                now.Node.Is("deprecated") ? "is deprecated" : "is no longer deprecated");
        }

        foreach (var change in _schemas.Compare(Side.Parameter, where, old.Node.Get("schema"), now.Node.Get("schema")))
        {
            yield return change;
        }
    }

    private IEnumerable<Change> Body(string id, YamlNode? old, YamlNode? now)
    {
        if (old is null || now is null)
        {
            var rule = (old, now) switch
            {
                (null, null) => null,
                (null, _) => now.Is("required") ? "request-body-added-required" : "request-body-added-optional",
                _ => "request-body-removed",
            };
            return rule is null ? [] : [new(Rules.Of(rule), id, old is null ? "has a body" : "has no body")];
        }

        IEnumerable<Change> required = old.Is("required") == now.Is("required")
            ? []
            : [new(
                Rules.Of($"request-body-became-{(now.Is("required") ? "required" : "optional")}"),
                id,
                now.Is("required") ? "needs a body" : "needs no body")];
        return required.Concat(Contents(Side.RequestBody, "request-body-media-type", $"{id} body", old.Get("content"), now.Get("content")));
    }

    private IEnumerable<Change> Responses(string id, YamlNode? old, YamlNode? now)
    {
        var (olds, nows) = (ByName(old), ByName(now));
        foreach (var status in nows.Keys.Except(olds.Keys))
        {
            yield return new(Rules.Of($"response-{Kind(status)}-status-added"), id, $"may respond with {status}");
        }

        foreach (var status in olds.Keys.Except(nows.Keys))
        {
            yield return new(Rules.Of($"response-{Kind(status)}-status-removed"), id, $"no longer responds with {status}");
        }

        foreach (var status in olds.Keys.Intersect(nows.Keys))
        {
            var (before, after) = (_before.Resolve(olds[status]), _after.Resolve(nows[status]));
            foreach (var change in Contents(Side.ResponseBody, "response-media-type", $"{id} {status}", before.Get("content"), after.Get("content"))
                .Concat(Headers($"{id} {status}", before.Get("headers"), after.Get("headers"))))
            {
                yield return change;
            }
        }
    }

    private IEnumerable<Change> Contents(Side side, string rule, string where, YamlNode? old, YamlNode? now)
    {
        var (olds, nows) = (ByName(old), ByName(now));
        foreach (var type in nows.Keys.Except(olds.Keys))
        {
            yield return new(Rules.Of($"{rule}-added"), where, $"may be {type}");
        }

        foreach (var type in olds.Keys.Except(nows.Keys))
        {
            yield return new(Rules.Of($"{rule}-removed"), where, $"is no longer {type}");
        }

        foreach (var change in olds.Keys.Intersect(nows.Keys)
            .SelectMany(type => _schemas.Compare(side, where, olds[type].Get("schema"), nows[type].Get("schema"))))
        {
            yield return change;
        }
    }

    private IEnumerable<Change> Headers(string where, YamlNode? old, YamlNode? now)
    {
        var (olds, nows) = (ByName(old), ByName(now));
        foreach (var name in nows.Keys.Except(olds.Keys))
        {
            yield return new(Rules.Of("response-header-added"), where, $"has the header {name}");
        }

        foreach (var name in olds.Keys.Except(nows.Keys))
        {
            yield return new(
                Rules.Of($"{(_before.Resolve(olds[name]).Is("required") ? "required" : "optional")}-response-header-removed"),
                where,
                $"has no header {name}");
        }

        foreach (var name in olds.Keys.Intersect(nows.Keys))
        {
            var (before, after) = (_before.Resolve(olds[name]), _after.Resolve(nows[name]));
            foreach (var change in _schemas.Compare(Side.ResponseHeader, $"{where} {name}", before.Get("schema"), after.Get("schema")))
            {
                yield return change;
            }
        }
    }

    private static string Kind(string status) => status.StartsWith('2') ? "success" : "non-success";

    private static string Id(Operation operation) => operation.Node.Text("operationId") ?? operation.Name;

    private static string[] Texts(YamlNode? node) => node switch
    {
        YamlScalarNode scalar => [scalar.Value!],
        YamlSequenceNode list => [.. list.Children.Select(Show)],
        _ => [],
    };

    private static Dictionary<string, YamlNode> ByName(YamlNode? node) =>
        node.Members().ToDictionary(member => member.Key.Value!, member => member.Value, StringComparer.Ordinal);

    /// <summary>A path parameter may be renamed: it is identified by its position.</summary>
    private static Dictionary<string, Operation> ByCall(SpecDocument document) =>
        document.Operations.ToDictionary(operation => InBraces().Replace(operation.Name, "{}"), StringComparer.Ordinal);

    private static Dictionary<string, Parameter> ByPlace(Operation operation)
    {
        var names = InBraces().Matches(operation.Name).Select(match => match.Value.Trim('{', '}')).ToList();

        // The operation's own parameter replaces that of its path.
        Dictionary<string, Parameter> parameters = new(StringComparer.Ordinal);
        foreach (var parameter in operation.Parameters)
        {
            parameters[parameter.In == "path" ? $"path {names.IndexOf(parameter.Name)}" : $"{parameter.In} {parameter.Name}"] = parameter;
        }

        return parameters;
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex InBraces();
}
