using System.Reflection;

namespace IdentitySdk.Tests.Conventions;

/// <summary>Rules for every public type, each with what to do when it is broken.</summary>
public sealed class ConventionTests
{
    [Test]
    public void All_113_operations_are_there() =>
        Assert.That(Types.Operations.Count(method => !method.Name.StartsWith("ListAll", StringComparison.Ordinal)), Is.EqualTo(113));

    [Test]
    public void Every_operation_ends_with_request_options_and_a_cancellation_token() => None(
        Types.Operations.Where(method =>
        {
            var parameters = method.GetParameters();
            return parameters is not [.., { Name: "requestOptions", ParameterType: var request, HasDefaultValue: true }, { Name: "cancellationToken", HasDefaultValue: true }]
                || request != typeof(RequestOptions);
        }),
        "Give it 'RequestOptions? requestOptions = null, CancellationToken cancellationToken = default' at the end.");

    [Test]
    public void Every_operation_is_virtual_asynchronous_and_in_its_interface() => None(
        Types.Operations.Where(method => !method.IsVirtual
            || !method.Name.EndsWith("Async", StringComparison.Ordinal)
            || method.DeclaringType!.GetInterface("I" + method.DeclaringType.Name)?.GetMethod(method.Name, [.. method.GetParameters().Select(parameter => parameter.ParameterType)]) is null),
        "Make it virtual, name it …Async and declare it in the client's interface.");

    [Test]
    public void Every_list_has_its_sequence_of_all_items() => None(
        Types.Operations.Where(method => method.ReturnType is { IsGenericType: true } type
            && type.GetGenericArguments()[0] is { IsGenericType: true } result && result.GetGenericTypeDefinition() == typeof(Page<>)
            && method.DeclaringType!.GetMethod(method.Name.Replace("List", "ListAll"))?.ReturnType != typeof(AsyncPageable<>).MakeGenericType(result.GetGenericArguments())),
        "Add the ListAll… method to the vendor's Paging.cs.");

    [Test]
    public void Every_model_can_be_made_and_set() => None(
        Types.Models.Where(model => model.GetConstructor([]) is null || model.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Any(property => property.SetMethod is not { IsPublic: true })),
        "Models are made in users' tests: they need a public constructor and settable properties.");

    [Test]
    public void Every_property_of_a_model_is_nullable() => None(
        Types.Models.SelectMany(model => model.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(property => new NullabilityInfoContext().Create(property).WriteState != NullabilityState.Nullable),
        "Unset and null are states of every property.");

    [Test]
    public void No_third_party_type_but_JToken_is_public()
    {
        string[] allowed = ["System", "Microsoft.Extensions.", "IdentitySdk", "Newtonsoft.Json.Linq"];
        None(
            Types.Public.Where(type => type.Namespace != "IdentitySdk.Core")
                .SelectMany(type => type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
                .Where(member => Mentioned(member).Any(type => !allowed.Any(prefix => (type.Namespace ?? "System").StartsWith(prefix, StringComparison.Ordinal)))),
            "Wrap it, or keep it internal.");
    }

    [Test]
    public void No_member_is_of_type_object() => None(
        Types.Models.SelectMany(model => model.GetProperties()).Where(property => property.PropertyType == typeof(object)),
        "Free-form JSON is a JToken; an irregular value has a type of its own.");

    [Test]
    public void Vendors_mirror_each_other_file_by_file()
    {
        string[] Files(string vendor) => [.. Directory.GetFiles(Repository.Path("src", $"IdentitySdk.{vendor}"), "*.cs").Select(file => Path.GetFileName(file).Replace(vendor, "{Vendor}"))];
        var shared = Files("Okta").Intersect(Files("OneLogin")).Intersect(Files("Agilicus"));

        Assert.That(shared, Is.SupersetOf(new[] { "{Vendor}Client.cs", "{Vendor}ClientOptions.cs", "{Vendor}Credential.cs", "{Vendor}Rules.cs", "Errors.cs", "Paging.cs" }));
    }

    private static IEnumerable<Type> Mentioned(MemberInfo member) => member switch
    {
        MethodInfo method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType).SelectMany(Parts),
        PropertyInfo property => Parts(property.PropertyType),
        _ => [],
    };

    private static IEnumerable<Type> Parts(Type type) => type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type) : [type];

    private static void None(IEnumerable<MemberInfo> offenders, string remedy) =>
        Assert.That(offenders.Select(member => $"{member.DeclaringType?.FullName}.{member.Name}"), Is.Empty, remedy);
}
