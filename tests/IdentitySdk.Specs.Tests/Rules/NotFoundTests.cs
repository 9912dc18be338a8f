using System.Net;
using RichardSzalay.MockHttp;

namespace IdentitySdk.Tests;

/// <summary>The examples of <c>x-not-found</c>: the vendor's own 404, and 404s of others.</summary>
internal sealed class NotFoundTests
{
    private static IEnumerable<TestCaseData> Own() => Bodies("examples");

    private static IEnumerable<TestCaseData> Foreign() => Bodies("foreign");

    private static IEnumerable<TestCaseData> Bodies(string kind) =>
        from specification in Specification.All
        from body in specification.Document["x-not-found"]?[kind] ?? throw new InvalidOperationException($"{specification.Vendor}: x-not-found has no {kind}.")
        select new TestCaseData(specification, (string)body!);

    [TestCaseSource(nameof(Own))]
    public async Task Own_404_throws_NotFoundException(object specification, string body) =>
        await Assert.ThrowsAsync<NotFoundException>(() => GetAsync((Specification)specification, body));

    [TestCaseSource(nameof(Foreign))]
    public async Task Foreign_404_throws_InvalidResponseException(object specification, string body) =>
        await Assert.ThrowsAsync<InvalidResponseException>(() => GetAsync((Specification)specification, body));

    [TestCaseSource(nameof(Own))]
    public async Task Own_404_with_surrounding_text_throws_InvalidResponseException(object specification, string body)
    {
        foreach (var changed in new[] { body + " garbage", body + body, body + "/**/", "x" + body, "[" + body + "]", body.Replace('"', '\''), body[..^1] })
        {
            await Assert.ThrowsAsync<InvalidResponseException>(() => GetAsync((Specification)specification, changed), changed);
        }
    }

    private static async Task GetAsync(Specification specification, string body)
    {
        using var transport = new MockHttpMessageHandler();
        transport.When("*").Respond(HttpStatusCode.NotFound, "application/json", body);
        using var sdk = new Sdk(specification.Vendor, transport);
        var operation = specification.Operations.First(each => each.Id == "Users_Get");
        await sdk.CallAsync(operation, new Samples(specification, all: false).Arguments(operation, Sdk.Find(operation)!));
    }
}
