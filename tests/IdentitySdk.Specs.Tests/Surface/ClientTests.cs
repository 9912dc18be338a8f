namespace IdentitySdk.Tests;

/// <summary>The generated clients match the specification and the root clients.</summary>
[TestFixtureSource(typeof(Specification), nameof(Specification.All))]
internal sealed class ClientTests(Specification specification)
{
    [Test]
    public void Operation_is_a_method_of_a_client_of_the_root_client() =>
        Rule.Check(specification.Operations, operation =>
            Sdk.Find(operation) is null ? [$"there is no {operation.ClientName}.{operation.MethodName} on the root client"] : []);

    [Test]
    public void Generated_client_is_a_property_of_the_root_client()
    {
        var root = Sdk.RootType(specification.Vendor);
        var generated = root.Assembly.GetExportedTypes()
            .Where(type => type is { IsClass: true } && type != root && type.GetInterface("I" + type.Name) is not null).ToList();
        Assert.That(Sdk.Clients(specification.Vendor).Select(property => property.PropertyType), Is.EquivalentTo(generated));
        Rule.Check(Sdk.Clients(specification.Vendor), property =>
            property.Name + "Client" == property.PropertyType.Name && property.GetMethod!.IsVirtual
                ? []
                : ["has another name than its client, or cannot be replaced in tests"]);
    }

    [Test]
    public void List_has_a_ListAll_method() =>
        Rule.Check(specification.Operations.Where(operation => operation.Paging is not null), operation =>
        {
            var one = Sdk.Find(operation)!;
            var all = one.DeclaringType!.GetMethod(operation.ListAllName, Array.ConvertAll(one.GetParameters(), parameter => parameter.ParameterType));
            var item = one.ReturnType.GetGenericArguments()[0].GetGenericArguments()[0];
            return all is null
                ? [$"add {operation.ListAllName} to Paging.cs"]
                : all.ReturnType == typeof(AsyncPageable<>).MakeGenericType(item) && Parameters(all).SequenceEqual(Parameters(one))
                    ? Array.Empty<string>()
                    : [$"{operation.ListAllName} has other items or parameters than {operation.MethodName}"];
        });

    // Users are found by a list with a filter, which is an operation of its own.
    [Test]
    public void Client_method_is_in_the_specification() =>
        Rule.Check(Sdk.Clients(specification.Vendor).SelectMany(client => Methods(client.PropertyType)).Where(method => !method.Name.StartsWith("FindBy", StringComparison.Ordinal)), method =>
            specification.Operations.Any(operation => operation.ClientName == method.DeclaringType!.Name && (operation.MethodName == method.Name || operation.ListAllName == method.Name)) ? [] : ["is in no specification"]);

    [Test]
    public void Client_method_is_virtual_and_in_the_interface() =>
        Rule.Check(Sdk.Clients(specification.Vendor).SelectMany(client => Methods(client.PropertyType)), method =>
        {
            var contract = method.DeclaringType!.GetInterface("I" + method.DeclaringType.Name);
            return method.IsVirtual
                && !method.IsFinal
                && contract?.GetMethod(method.Name, Array.ConvertAll(method.GetParameters(), parameter => parameter.ParameterType)) is not null
                ? []
                : ["cannot be replaced in tests"];
        });

    [Test]
    public void Parameters_are_in_the_common_order() =>
        Rule.Check(specification.Operations, operation =>
        {
            var ranks = Sdk.Find(operation)!.GetParameters().Select(parameter => parameter switch
            {
                { Name: "body" } => 1,
                { Name: "options" } => 2,
                { Name: "requestOptions" } => 3,
                { Name: "cancellationToken" } => 4,
                _ => 0,
            }).ToList();
            return ranks.SequenceEqual(ranks.Order()) && ranks.TakeLast(2).SequenceEqual([3, 4]) ? [] : ["has its parameters in another order"];
        });

    [Test]
    public void Public_surface_equals_its_snapshot() =>
        Snapshot.Match(string.Join("\n", Sdk.Clients(specification.Vendor).OrderBy(client => client.Name, StringComparer.Ordinal).Select(client => Signatures.Of(client.PropertyType))), $"Surface.{specification.Vendor}");

    private static IEnumerable<System.Reflection.MethodInfo> Methods(Type client) =>
        client.GetMethods().Where(method => method.DeclaringType == client && !method.IsSpecialName);

    private static IEnumerable<(string?, Type)> Parameters(System.Reflection.MethodInfo method) =>
        method.GetParameters().Select(parameter => (parameter.Name, parameter.ParameterType));
}
