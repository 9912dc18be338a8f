using System.Collections;
using System.Reflection;
using IdentitySdk.Core;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests;

/// <summary>Sample arguments for any operation, always the same, created from its method and its schemas.</summary>
/// <param name="specification">The specification of the operations.</param>
/// <param name="all">Whether optional values are set too.</param>
/// <param name="suffix">Characters after the name in a string, to test escaping.</param>
internal sealed class Samples(Specification specification, bool all, string suffix = "")
{
    /// <summary>The arguments in the order of the method.</summary>
    public object?[] Arguments(Operation operation, MethodInfo method, RequestOptions? request = null) =>
        [.. method.GetParameters().Select(parameter => Argument(operation, parameter, request))];

    /// <summary>Replaces the body in the arguments of a method.</summary>
    public static void SetBody(object?[] arguments, MethodInfo method, Func<Type, object> create)
    {
        var body = Array.FindIndex(method.GetParameters(), static parameter => parameter.Name == "body");
        arguments[body] = create(method.GetParameters()[body].ParameterType);
    }

    /// <summary>The C# property of a schema's member or of a parameter.</summary>
    public static PropertyInfo Property(Type type, string name) =>
        type.GetProperties().FirstOrDefault(property => Fold(property.Name) == Fold(name) || property.Name == Pascal(name) + "Value")
        ?? throw new InvalidOperationException($"{type.Name} has no property for {name}.");

    private static string Fold(string name) => name.Replace("_", "").Replace("-", "").ToUpperInvariant();

    private static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    private object? Argument(Operation operation, ParameterInfo parameter, RequestOptions? request)
    {
        if (parameter.ParameterType == typeof(CancellationToken))
        {
            return CancellationToken.None;
        }

        if (parameter.ParameterType == typeof(RequestOptions))
        {
            return request;
        }

        if (parameter.Name == "options")
        {
            return all ? Options(operation, parameter.ParameterType) : null;
        }

        if (operation.Parameters.FirstOrDefault(one => Fold((string)one["name"]!) == Fold(parameter.Name!)) is { } declared)
        {
            return Value(parameter.ParameterType, (JObject)declared["schema"]!, (string)declared["name"]!);
        }

        var body = Value(parameter.ParameterType, operation.BodySchema!, "body");
        return operation.IsPartialUpdate && !all ? Smallest((ApiObject)body, operation) : body;
    }

    /// <summary>An update must have a value: its first member, or the first one in that.</summary>
    private object Smallest(ApiObject body, Operation operation)
    {
        var member = ((JObject)specification.Resolve(operation.BodySchema!)["properties"]!).Properties().First();
        var property = Property(body.GetType(), member.Name);
        property.SetValue(body, new Samples(specification, all: true, suffix).Value(property.PropertyType, (JObject)member.Value, member.Name));
        return body;
    }

    private object Options(Operation operation, Type type)
    {
        var options = Activator.CreateInstance(type)!;
        foreach (var parameter in operation.Parameters.Where(parameter => !((bool?)parameter["required"] ?? false)))
        {
            var property = Property(type, (string)parameter["name"]!);
            property.SetValue(options, Value(property.PropertyType, (JObject)parameter["schema"]!, (string)parameter["name"]!));
        }

        return options;
    }

    private object Value(Type type, JObject reference, string name, int number = 1)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        var schema = specification.Resolve(reference);
        return type switch
        {
            _ when type == typeof(string) => Text(schema, name.Replace("_confirmation", "") + suffix + (number == 1 ? "" : number)),
            _ when type == typeof(int) || type == typeof(long) => Convert.ChangeType(Math.Max((long?)schema["minimum"] ?? 0, 10L + number), type),
            _ when type == typeof(bool) => true,
            _ when type == typeof(DateTimeOffset) => new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.FromHours(2)),
            _ when type == typeof(StringOrNumber) => new StringOrNumber(name + suffix),
            _ when type == typeof(TextOrObject) => new TextOrObject(name + suffix),
            _ when type == typeof(JToken) => new JObject { ["free"] = new JArray(1, "form") },
            _ when typeof(ApiObject).IsAssignableFrom(type) => Model(type, schema),
            _ when schema["enum"] is JArray values => Enum(type, values[(number - 1) % values.Count]),
            { IsGenericType: true } => Collection(type, schema, name),
            _ => throw new InvalidOperationException($"No sample for {type}."),
        };
    }

    private static object Enum(Type type, JToken value) => Activator.CreateInstance(type, value.Type == JTokenType.Integer ? (int)value : (string)value!)!;

    private static string Text(JObject schema, string text)
    {
        text = text.PadRight((int?)schema["minLength"] ?? 0, '-');
        return (int?)schema["maxLength"] is { } most && text.Length > most ? text[..most] : text;
    }

    private object Collection(Type type, JObject schema, string name)
    {
        var item = type.GetGenericArguments().Last();
        if (type.GetGenericTypeDefinition() == typeof(OneOrMany<>))
        {
            return Activator.CreateInstance(type, Value(item, Schema(item), name))!;
        }

        if (type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>))
        {
            var map = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), item))!;
            map["key" + suffix] = Value(item, schema["additionalProperties"] as JObject ?? Schema(item), name);
            return map;
        }

        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(item))!;
        list.Add(Value(item, (JObject)schema["items"]!, name));
        list.Add(Value(item, (JObject)schema["items"]!, name, 2));
        return list;
    }

    /// <summary>Finds the schema of a generated class.</summary>
    private JObject Schema(Type type) => (JObject?)specification.Find($"#/components/schemas/{type.Name}") ?? [];

    private object Model(Type type, JObject schema)
    {
        var model = Activator.CreateInstance(type)!;
        var required = (schema["required"] ?? new JArray()).Select(name => (string)name!).ToHashSet();
        foreach (var member in ((JObject)schema["properties"]!).Properties().Where(member => required.Contains(member.Name) || (all && !((bool?)member.Value["readOnly"] ?? false))))
        {
            var property = Property(type, member.Name);
            property.SetValue(model, Value(property.PropertyType, (JObject)member.Value, member.Name));
        }

        return model;
    }
}
