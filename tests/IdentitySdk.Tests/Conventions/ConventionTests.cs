using System.Reflection;
using IdentitySdk.Core;

namespace IdentitySdk.Tests.Conventions;

/// <summary>Rules for all public types. Each message states the remedy.</summary>
public sealed class ConventionTests
{
    [Test]
    public void All_113_operations_exist() =>
        Assert.That(Types.Operations.Count(method => !method.Name.StartsWith("ListAll", StringComparison.Ordinal) && !method.Name.StartsWith("FindBy", StringComparison.Ordinal)), Is.EqualTo(113));

    [Test]
    public void Every_operation_ends_with_request_options_and_a_cancellation_token() => AssertNone(
        Types.Operations.Where(method =>
        {
            var parameters = method.GetParameters();
            return parameters is not [.., { Name: "requestOptions", ParameterType: var request, HasDefaultValue: true }, { Name: "cancellationToken", HasDefaultValue: true }]
                || request != typeof(RequestOptions);
        }),
        "Give it 'RequestOptions? requestOptions = null, CancellationToken cancellationToken = default' at the end.");

    [Test]
    public void Every_operation_is_virtual_asynchronous_and_in_its_interface() => AssertNone(
        Types.Operations.Where(method => !method.IsVirtual
            || !method.Name.EndsWith("Async", StringComparison.Ordinal)
            || method.DeclaringType!.GetInterface("I" + method.DeclaringType.Name)
                ?.GetMethod(method.Name, [.. method.GetParameters().Select(parameter => parameter.ParameterType)]) is null),
        "Make it virtual, name it …Async and declare it in the client's interface.");

    [Test]
    public void Every_list_has_a_ListAll_method() => AssertNone(
        Types.Operations.Where(method => method.ReturnType is { IsGenericType: true } type
            && type.GetGenericArguments()[0] is { IsGenericType: true } result && result.GetGenericTypeDefinition() == typeof(Page<>)
            && method.DeclaringType!.GetMethod(method.Name.Replace("List", "ListAll"), Array.ConvertAll(method.GetParameters(), parameter => parameter.ParameterType))?.ReturnType != typeof(AsyncPageable<>).MakeGenericType(result.GetGenericArguments())),
        "Add the ListAll… method to the vendor's Paging.cs.");

    [Test]
    public void Every_model_can_be_created_and_set() => AssertNone(
        Types.Models.Where(model => model.GetConstructor([]) is null
            || model.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Any(property => property.SetMethod is not { IsPublic: true })),
        "Users' tests create models: add a public constructor and public setters.");

    [Test]
    public void Every_model_can_be_met_by_a_caller()
    {
        HashSet<Type> met = [];
        foreach (var type in Types.Public.Where(type => !IsModel(type)))
        {
            Meet(type);
        }

        AssertNone(
            Types.Public.Where(type => IsModel(type) && !type.IsNested && type.Namespace != typeof(ApiObject).Namespace && !met.Contains(type)),
            "No public member has a parameter, result or property of it: leave it out of generated code (build/Generation/Rules/ModelUse.cs), or use it.");

        // Members of a model are met only with the model itself.
        void Meet(Type type)
        {
            const BindingFlags Members = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
            var methods = type.GetMembers(Members).OfType<MethodBase>().Where(method => method.IsPublic || method.IsFamily);
            var all = methods.SelectMany(Used).Append(type.BaseType ?? typeof(object)).SelectMany(Flatten);
            foreach (var used in all.Where(used => IsModel(used) && met.Add(used)))
            {
                Meet(used);
            }
        }
    }

    [Test]
    public void Every_model_without_derived_models_is_sealed() => AssertNone(
        Types.Models.Where(model => !model.IsSealed && !Types.Models.Any(other => other.BaseType == model)),
        "Make it sealed: System.Text.Json would write a user's derived class by its C# names, without an error.");

    [Test]
    public void Every_property_of_a_model_is_nullable() => AssertNone(
        Types.Models.SelectMany(model => model.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(property => new NullabilityInfoContext().Create(property).WriteState != NullabilityState.Nullable),
        "Make it nullable: unset and null are states of every property.");

    [Test]
    public void No_third_party_type_but_JToken_is_public()
    {
        string[] allowed = ["System", "Microsoft.Extensions.", "IdentitySdk", "Newtonsoft.Json.Linq"];
        AssertNone(
            Types.Public.Where(type => type.Namespace != "IdentitySdk.Core")
                .SelectMany(type => type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
                .Where(member => GetTypes(member).Any(type => !allowed.Any(prefix => (type.Namespace ?? "System").StartsWith(prefix, StringComparison.Ordinal)))),
            "Wrap it, or make it internal.");
    }

    [Test]
    public void No_member_is_of_type_object() => AssertNone(
        Types.Models.SelectMany(model => model.GetProperties()).Where(property => property.PropertyType == typeof(object)),
        "Use JToken for free-form JSON, or a type of its own for an irregular value.");

    [Test]
    public void Vendors_have_the_same_files()
    {
        string[] Files(string vendor) =>
            [.. Directory.GetFiles(Repository.Path("src", $"IdentitySdk.{vendor}"), "*.cs").Select(file => Path.GetFileName(file).Replace(vendor, "{Vendor}"))];
        var shared = Files("Okta").Intersect(Files("OneLogin")).Intersect(Files("Agilicus"));

        Assert.That(shared, Is.SupersetOf(new[] { "{Vendor}Client.cs", "{Vendor}ClientOptions.cs", "{Vendor}Credential.cs", "{Vendor}Rules.cs", "Errors.cs", "Paging.cs" }));
    }

    private static IEnumerable<Type> GetTypes(MemberInfo member) => member switch
    {
        MethodInfo method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType).SelectMany(Flatten),
        PropertyInfo property => Flatten(property.PropertyType),
        _ => [],
    };

    private static IEnumerable<Type> Used(MethodBase method) =>
        method.GetParameters().Select(parameter => parameter.ParameterType).Concat(method is MethodInfo { ReturnType: var result } ? [result] : []);

    private static bool IsModel(Type type) => typeof(ApiObject).IsAssignableFrom(type) || (type.IsValueType && type.GetInterfaces().Any(IsOpenEnum));

    private static bool IsOpenEnum(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IOpenEnum<,>);

    private static IEnumerable<Type> Flatten(Type type) => type.IsGenericType ? type.GetGenericArguments().SelectMany(Flatten).Append(type) : [type];

    private static void AssertNone(IEnumerable<MemberInfo> offenders, string remedy) =>
        Assert.That(offenders.Select(member => member is Type type ? type.FullName : $"{member.DeclaringType?.FullName}.{member.Name}"), Is.Empty, remedy);
}
