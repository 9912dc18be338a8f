using System.Net;
using RichardSzalay.MockHttp;

namespace IdentitySdk.Tests;

/// <summary>Retries of the generated clients when the outcome of an attempt is unknown.</summary>
internal sealed class RetrySafetyTests
{
    [TestCaseSource(typeof(Specification), nameof(Specification.AllOperations))]
    public async Task Operation_after_a_503_is_retried_only_if_specified_as_safe(Operation operation)
    {
        using var server = new MockHttpMessageHandler();
        var sent = server.When("*").Respond(HttpStatusCode.ServiceUnavailable);
        using var sdk = new Sdk(operation.Specification.Vendor, server, retries: 1);

        await Assert.ThrowsAsync<ServerException>(() => sdk.CallAsync(operation, new Samples(operation.Specification, all: false).Arguments(operation, Sdk.Find(operation)!)));

        Assert.That(server.GetMatchCount(sent), Is.EqualTo((string?)operation.Node["x-retry"] == "safe" ? 2 : 1));
    }
}
