using System.Collections;
using System.Reflection;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests;

/// <summary>One constraint of a specification on a parameter or a member of a request body.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Path">The parameter's name, or "body" and the members down to the value; "[]" for the items of a list.</param>
/// <param name="Keyword">The constraint.</param>
/// <param name="Limit">Its value; the name of the member that is required.</param>
/// <param name="IsWriteOnly">Whether the member is never in a response.</param>
/// <param name="Schema">The schema that has the constraint.</param>
internal sealed record Constraint(Operation Operation, string[] Path, string Keyword, JToken Limit, bool IsWriteOnly, JObject Schema)
{
    private static readonly string[] s_keywords = ["minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems", "minProperties", "maxProperties"];

    // A new keyword in a specification needs a value that breaks it.
    private static readonly string[] s_unknown = ["pattern", "multipleOf", "uniqueItems", "exclusiveMinimum", "exclusiveMaximum"];

    /// <summary>Every constraint of every specification that a client can break.</summary>
    public static IEnumerable<Constraint> All => Specification.AllOperations.SelectMany(operation =>
        operation.Parameters.SelectMany(parameter => Of(operation, (JObject)parameter["schema"]!, [(string)parameter["name"]!], isWriteOnly: false, []))
            .Concat(operation.BodySchema is { } body ? Of(operation, body, ["body"], isWriteOnly: false, []) : []));

    private string Items => Path[^1] == "[]" && Keyword != "required" ? "Each item of " : "";

    public bool IsInBody => Path[0] == "body";

    /// <summary>Whether the operation enforces it: a partial update requires no member, and a replacement may contain any received value.</summary>
    public bool IsEnforced => Operation.Id.Split('_').Last() switch
    {
        "Update" when IsInBody => Keyword != "required",
        "Replace" when IsInBody => Keyword == "required" || IsWriteOnly || !IsReceived((string?)Operation.BodySchema!["$ref"]),
        _ => true,
    };

    /// <summary>The beginning of the exception's message: the C# path from the body, or the property of the options.</summary>
    public string Name(object?[] arguments)
    {
        if (!IsInBody)
        {
            return Items + Target(arguments).Name;
        }

        List<string> names = [];
        object owner = arguments.OfType<ApiObject>().Single();
        string[] path = Keyword == "required" ? [.. Path, (string)Limit!] : Path;
        foreach (var name in path.Skip(1))
        {
            if (name == "[]")
            {
                owner = ((IEnumerable)owner).Cast<object>().First();
                names[^1] += owner is ApiObject ? "[]" : "";
                continue;
            }

            var property = Samples.Property(owner.GetType(), name);
            names.Add(property.Name);
            owner = property.GetValue(owner) ?? owner;
        }

        // A required member of the body itself is named with the body's type.
        return Items + (Keyword == "required" && names.Count == 1 ? $"{arguments.OfType<ApiObject>().Single().GetType().Name}." : "") + string.Join('.', names);
    }

    /// <summary>Sets a value of valid arguments to the limit of the constraint, or beyond it.</summary>
    public void Apply(object?[] arguments, bool isBroken)
    {
        if (Keyword == "required")
        {
            if (isBroken)
            {
                ((ApiObject)Owner(arguments, Path.Length)).Unset((string)Limit!);
            }

            return;
        }

        var (owner, name) = Target(arguments);
        var property = owner.GetType().GetProperty(name)!;
        var step = Keyword.StartsWith("min", StringComparison.Ordinal) ? -1 : 1;
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        property.SetValue(owner, Value(type, property.GetValue(owner), (long)Limit + (isBroken ? step : 0)));
    }

    /// <summary>Whether the vendor documents null for the member that is required.</summary>
    public bool IsNullable => Keyword == "required" && Schema["properties"]![(string)Limit!] is JObject member
        && (((bool?)member["nullable"] ?? false) || ((bool?)Operation.Specification.Resolve(member)["nullable"] ?? false));

    /// <summary>Sets the required member to null.</summary>
    public void ApplyNull(object?[] arguments)
    {
        var owner = Owner(arguments, Path.Length);
        Samples.Property(owner.GetType(), (string)Limit!).SetValue(owner, null);
    }

    public override string ToString() => $"{Operation} {string.Join('.', Path)} {Keyword} {Limit}";

    private object Value(Type type, object? present, long number) => Keyword switch
    {
        "minLength" or "maxLength" => new string('§', (int)number),
        "minItems" or "maxItems" => List(type.GetGenericArguments()[0], ((IEnumerable)present!).Cast<object>().First(), (int)number),
        "minProperties" or "maxProperties" => Map(type.GetGenericArguments()[1], (int)number),
        _ when Path[^1] == "[]" => List(type.GetGenericArguments()[0], Convert.ChangeType(number, type.GetGenericArguments()[0]), 1),
        _ => Convert.ChangeType(number, type),
    };

    private static IList List(Type item, object value, int count)
    {
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(item))!;
        for (var index = 0; index < count; index++)
        {
            list.Add(value);
        }

        return list;
    }

    private static IDictionary Map(Type value, int count)
    {
        var map = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), value))!;
        for (var index = 0; index < count; index++)
        {
            map.Add($"key{index}", null);
        }

        return map;
    }

    /// <summary>Finds the object of the value, and its property.</summary>
    private (object Owner, string Name) Target(object?[] arguments)
    {
        var length = Path[^1] == "[]" ? Path.Length - 1 : Path.Length;
        var options = Array.FindIndex(Sdk.Find(Operation)!.GetParameters(), parameter => parameter.Name == "options");
        var owner = IsInBody ? Owner(arguments, length - 1) : arguments[options]!;
        return (owner, Samples.Property(owner.GetType(), Path[length - 1]).Name);
    }

    private object Owner(object?[] arguments, int length)
    {
        object owner = arguments.OfType<ApiObject>().Single();
        foreach (var name in Path.Take(length).Skip(1))
        {
            owner = name == "[]" ? ((IEnumerable)owner).Cast<object>().First() : Samples.Property(owner.GetType(), name).GetValue(owner)!;
        }

        return owner;
    }

    private static IEnumerable<Constraint> Of(Operation operation, JObject node, string[] path, bool isWriteOnly, IReadOnlyCollection<JObject> above)
    {
        var schema = operation.Specification.Resolve(node);
        if (above.Contains(schema))
        {
            return [];
        }

        IReadOnlyCollection<JObject> here = [.. above, schema];
        Assert.That(s_unknown.Where(keyword => schema[keyword] is not null), Is.Empty, $"{operation} {string.Join('.', path)}: add values for it to this class.");
        var members = (schema["properties"] as JObject)?.Properties().Where(member => !Has(operation, member, "readOnly")).ToArray() ?? [];
        var required = (schema["required"] ?? new JArray()).Where(name => members.Any(member => member.Name == (string)name!));
        return s_keywords.Where(keyword => schema[keyword] is not null)
            .Select(keyword => new Constraint(operation, path, keyword, schema[keyword]!, isWriteOnly, schema))
            .Concat(required.Select(name => new Constraint(operation, path, "required", name, isWriteOnly, schema)))
            .Concat(members.SelectMany(member => Of(operation, (JObject)member.Value, [.. path, member.Name], Has(operation, member, "writeOnly"), here)))
            .Concat(schema["items"] is JObject items ? Of(operation, items, [.. path, "[]"], isWriteOnly, here) : []);
    }

    private static bool Has(Operation operation, JProperty member, string word) =>
        ((bool?)member.Value[word] ?? false) || ((bool?)operation.Specification.Resolve(member.Value)[word] ?? false);

    private bool IsReceived(string? reference) =>
        Operation.Specification.Operations.Any(other => Refers(other.Node["responses"]!, reference));

    /// <summary>Whether a part of the document refers to a schema, directly or indirectly.</summary>
    private bool Refers(JToken node, string? reference, HashSet<string>? seen = null)
    {
        seen ??= [];
        return node.SelectTokens("$..['$ref']").Select(target => (string)target!).Any(target =>
            target == reference || (seen.Add(target) && Refers(Operation.Specification.Find(target)!, reference, seen)));
    }
}
