using System.Reflection;
using IdentitySdk.Agilicus;
using IdentitySdk.Okta;
using IdentitySdk.OneLogin;

namespace IdentitySdk.Tests.Conventions;

/// <summary>All public types of the libraries.</summary>
internal static class Types
{
    public static IReadOnlyList<Assembly> Assemblies { get; } =
        [typeof(ApiObject).Assembly, typeof(OktaClient).Assembly, typeof(OneLoginClient).Assembly, typeof(AgilicusClient).Assembly, typeof(OktaServiceCollectionExtensions).Assembly];

    public static IReadOnlyList<Type> Public { get; } = [.. Assemblies.SelectMany(assembly => assembly.GetExportedTypes())];

    public static IReadOnlyList<Type> RootClients { get; } = [typeof(OktaClient), typeof(OneLoginClient), typeof(AgilicusClient)];

    public static IReadOnlyList<Type> Models { get; } = [.. Public.Where(type => type.IsSubclassOf(typeof(ApiObject)) && !type.IsAbstract)];

    /// <summary>The generated clients, such as <c>UsersClient</c>.</summary>
    public static IReadOnlyList<Type> Clients { get; } =
        [.. RootClients.SelectMany(root => root.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)).Select(property => property.PropertyType)];

    public static IEnumerable<MethodInfo> Operations { get; } =
        [.. Clients
            .SelectMany(client => client.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => !method.IsSpecialName)];

    public static string Name(MethodInfo method) => $"{method.DeclaringType!.Namespace}.{method.DeclaringType.Name}.{method.Name}";
}
