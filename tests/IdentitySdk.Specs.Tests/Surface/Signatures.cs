using System.Reflection;

namespace IdentitySdk.Tests;

/// <summary>The public members of a generated client as lines of text.</summary>
internal static class Signatures
{
    private static readonly NullabilityInfoContext s_nullability = new();
    private static readonly Dictionary<Type, string> s_keywords = new() { [typeof(string)] = "string", [typeof(int)] = "int", [typeof(long)] = "long", [typeof(bool)] = "bool", [typeof(double)] = "double" };

    /// <summary>Lists the methods of a client by name, each with its options.</summary>
    public static string Of(Type client)
    {
        var methods = client.GetMethods().Where(method => method.DeclaringType == client && !method.IsSpecialName)
            .OrderBy(method => method.Name, StringComparer.Ordinal);
        var lines = new List<string> { client.Name };
        foreach (var method in methods)
        {
            lines.Add($"    {Name(s_nullability.Create(method.ReturnParameter))} {method.Name}({string.Join(", ", method.GetParameters().Select(Parameter))})");
            foreach (var option in method.GetParameters().Where(parameter => parameter.Name == "options" && !method.Name.StartsWith("ListAll", StringComparison.Ordinal)).SelectMany(parameter => parameter.ParameterType.GetProperties()))
            {
                lines.Add($"        {Name(s_nullability.Create(option))} {option.Name}");
            }
        }

        return string.Join("\n", lines) + "\n";
    }

    private static string Parameter(ParameterInfo parameter) =>
        $"{Name(s_nullability.Create(parameter))} {parameter.Name}{(parameter.HasDefaultValue ? $" = {(parameter.DefaultValue is null ? parameter.ParameterType.IsValueType ? "default" : "null" : parameter.DefaultValue)}" : "")}";

    private static string Name(NullabilityInfo info)
    {
        if (Nullable.GetUnderlyingType(info.Type) is { } value)
        {
            return Plain(value) + "?";
        }

        var name = info.Type.IsGenericType
            ? $"{info.Type.Name.Split('`')[0]}<{string.Join(", ", info.GenericTypeArguments.Select(Name))}>"
            : Plain(info.Type);
        return name + (info.ReadState == NullabilityState.Nullable && !info.Type.IsValueType ? "?" : "");
    }

    private static string Plain(Type type) => s_keywords.TryGetValue(type, out var keyword) ? keyword : type.Name;
}
