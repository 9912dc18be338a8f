using System.Reflection;
using Newtonsoft.Json.Linq;
using NSubstitute;

namespace IdentitySdk.Tests.Conventions;

/// <summary>Creates an object of any public type as a user's test would: only with public constructors, factories and substitutes.</summary>
internal static class Maker
{
    private static readonly Type[] s_typeArguments = [typeof(string), typeof(Okta.User), typeof(Okta.UserStatus)];

    /// <summary>Creates an object.</summary>
    /// <exception cref="InvalidOperationException">No constructor, factory or substitute creates the type.</exception>
    public static object Make(Type type)
    {
        var closed = type.ContainsGenericParameters ? Close(type) : type;
        return MakeValue(closed) ?? MakeByOwnMeans(closed) ?? MakeSubstitute(closed)
            ?? throw new InvalidOperationException($"{type} has no public constructor, factory or protected constructor that makes it.");
    }

    private static object? MakeValue(Type type) => Nullable.GetUnderlyingType(type) is { } underlying ? Make(underlying) : type switch
    {
        _ when type == typeof(string) => "text",
        _ when type == typeof(Uri) => new Uri("https://vendor.example"),
        _ when type == typeof(JToken) => new JValue("text"),
        { IsEnum: true } => Enum.GetValues(type).GetValue(0)!,
        { IsPrimitive: true } => Convert.ChangeType(200, type, null),
        { IsArray: true } => Array.CreateInstance(type.GetElementType()!, 0),
        { IsGenericType: true, IsInterface: true } when typeof(System.Collections.IEnumerable).IsAssignableFrom(type) => MakeCollection(type),
        _ when typeof(Delegate).IsAssignableFrom(type) => Substitute.For([type], []),
        _ => null,
    };

    private static object? MakeCollection(Type type) => type.GetGenericArguments() switch
    {
        [{ } item] when type.IsAssignableFrom(item.MakeArrayType()) => Array.CreateInstance(item, 0),
        [{ } key, { } value] => Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(key, value)),
        _ => null,
    };

    private static object? MakeByOwnMeans(Type type)
    {
        if (type.IsAbstract)
        {
            return null;
        }

        var constructors = type.GetConstructors().OrderBy(each => each.GetParameters().Length)
            .Select(each => (each.GetParameters(), (Func<object?[], object?>)each.Invoke));
        var factories = type.GetMethods(BindingFlags.Public | BindingFlags.Static).Where(each => each.ReturnType == type && !each.IsSpecialName)
            .Select(each => (each.GetParameters(), (Func<object?[], object?>)(arguments => each.Invoke(null, arguments))));
        return constructors.Concat(factories).Select(each => Try(() => each.Item2([.. each.Item1.Select(Argument)]))).FirstOrDefault(made => made is not null)
            ?? (type.IsValueType ? Activator.CreateInstance(type) : null);
    }

    private static object? Argument(ParameterInfo parameter) => parameter.HasDefaultValue ? parameter.DefaultValue : Make(parameter.ParameterType);

    /// <summary>A substitute of an interface, of a class that can be inherited, or of a public class that inherits an abstract one.</summary>
    private static object? MakeSubstitute(Type type) => type switch
    {
        { IsInterface: true } => Try(() => Substitute.For([type], [])),
        { IsSealed: true } => null,
        _ => Try(() => Substitute.For([type], [])) ?? Types.Public.Where(type.IsAssignableFrom).Where(each => each != type && !each.IsAbstract).Select(Make).FirstOrDefault(),
    };

    private static Type Close(Type type) =>
        s_typeArguments.Select(argument => Try(() => type.MakeGenericType([.. type.GetGenericArguments().Select(_ => argument)]))).FirstOrDefault(closed => closed is not null) as Type
        ?? (Type)Try(() => type.MakeGenericType(typeof(Okta.UserStatus), typeof(string)))!;

    private static object? Try(Func<object?> make)
    {
        try
        {
            return make();
        }
        catch (Exception)
        {
            return null;
        }
    }
}
