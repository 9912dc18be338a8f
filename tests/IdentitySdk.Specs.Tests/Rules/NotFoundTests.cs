using System.Net;
using RichardSzalay.MockHttp;

namespace IdentitySdk.Tests;

/// <summary>What each specification says of the vendor's own 404 is what the client takes for one.</summary>
internal sealed class NotFoundTests
{
    private static IEnumerable<TestCaseData> Own() => Bodies("examples");

    private static IEnumerable<TestCaseData> Foreign() => Bodies("foreign");

    private static IEnumerable<TestCaseData> Bodies(string kind) =>
        from specification in Specification.All
        from body in specification.Document["x-not-found"]?[kind] ?? throw new InvalidOperationException($"{specification.Vendor}: x-not-found has no {kind}.")
        select new TestCaseData(specification, (string)body!);

    [TestCaseSource(nameof(Own))]
    public async Task The_vendor_s_own_404_is_not_found(object specification, string body) =>
        await Assert.ThrowsAsync<NotFoundException>(() => GetAsync((Specification)specification, body));

    [TestCaseSource(nameof(Foreign))]
    public async Task A_404_of_somebody_else_is_not(object specification, string body) =>
        await Assert.ThrowsAsync<InvalidResponseException>(() => GetAsync((Specification)specification, body));

    private static async Task GetAsync(Specification specification, string body)
    {
        using var transport = new MockHttpMessageHandler();
        transport.When("*").Respond(HttpStatusCode.NotFound, "application/json", body);
        using var sdk = new Sdk(specification.Vendor, transport);
        var operation = specification.Operations.First(each => each.Id == "Users_Get");
        await sdk.CallAsync(operation, new Samples(specification, all: false).Arguments(operation, Sdk.Find(operation)!));
    }
}
