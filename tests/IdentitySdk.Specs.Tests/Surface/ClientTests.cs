namespace IdentitySdk.Tests;

/// <summary>The generated clients hang together with the specification and with the root clients.</summary>
[TestFixtureSource(typeof(Specification), nameof(Specification.All))]
internal sealed class ClientTests(Specification specification)
{
    [Test]
    public void Every_operation_can_be_called_from_the_root_client() =>
        Rule.Check(specification.Operations, operation => Sdk.Find(operation) is null ? [$"there is no {operation.ClientName}.{operation.MethodName} on the root client"] : []);

    [Test]
    public void Every_generated_client_hangs_on_the_root_client_under_its_own_name()
    {
        var root = Sdk.RootType(specification.Vendor);
        var generated = root.Assembly.GetExportedTypes().Where(type => type is { IsClass: true } && type != root && type.GetInterface("I" + type.Name) is not null).ToList();
        Assert.That(Sdk.Clients(specification.Vendor).Select(property => property.PropertyType), Is.EquivalentTo(generated));
        Rule.Check(Sdk.Clients(specification.Vendor), property => property.Name + "Client" == property.PropertyType.Name && property.GetMethod!.IsVirtual ? [] : ["has another name than its client, or cannot be replaced in tests"]);
    }

    [Test]
    public void Every_list_can_be_streamed_whole() =>
        Rule.Check(specification.Operations.Where(operation => operation.Paging is not null), operation =>
        {
            var one = Sdk.Find(operation)!;
            var all = one.DeclaringType!.GetMethod(operation.ListAllName);
            var item = one.ReturnType.GetGenericArguments()[0].GetGenericArguments()[0];
            return all is null
                ? [$"add {operation.ListAllName} to Paging.cs"]
                : all.ReturnType == typeof(AsyncPageable<>).MakeGenericType(item) && Parameters(all).SequenceEqual(Parameters(one))
                    ? Array.Empty<string>()
                    : [$"{operation.ListAllName} has other items or parameters than {operation.MethodName}"];
        });

    [Test]
    public void A_client_has_no_method_that_no_specification_knows() =>
        Rule.Check(Sdk.Clients(specification.Vendor).SelectMany(client => Methods(client.PropertyType)), method =>
            specification.Operations.Any(operation => operation.ClientName == method.DeclaringType!.Name && (operation.MethodName == method.Name || operation.ListAllName == method.Name)) ? [] : ["is in no specification"]);

    [Test]
    public void Every_method_is_virtual_and_in_the_interface() =>
        Rule.Check(Sdk.Clients(specification.Vendor).SelectMany(client => Methods(client.PropertyType)), method =>
        {
            var contract = method.DeclaringType!.GetInterface("I" + method.DeclaringType.Name);
            return method.IsVirtual && !method.IsFinal && contract?.GetMethod(method.Name, Array.ConvertAll(method.GetParameters(), parameter => parameter.ParameterType)) is not null
                ? []
                : ["cannot be replaced in tests"];
        });

    [Test]
    public void Parameters_come_in_the_one_order() =>
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
    public void The_public_surface_is_the_one_that_was_reviewed() =>
        Snapshot.Match(string.Join("\n", Sdk.Clients(specification.Vendor).OrderBy(client => client.Name, StringComparer.Ordinal).Select(client => Signatures.Of(client.PropertyType))), $"Surface.{specification.Vendor}");

    private static IEnumerable<System.Reflection.MethodInfo> Methods(Type client) =>
        client.GetMethods().Where(method => method.DeclaringType == client && !method.IsSpecialName);

    private static IEnumerable<(string?, Type)> Parameters(System.Reflection.MethodInfo method) => method.GetParameters().Select(parameter => (parameter.Name, parameter.ParameterType));
}
