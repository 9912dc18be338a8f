using System.Net;
using RichardSzalay.MockHttp;

namespace IdentitySdk.Tests;

/// <summary>Which calls the generated clients repeat when nobody knows whether the server acted.</summary>
internal sealed class RepetitionTests
{
    [TestCaseSource(typeof(Specification), nameof(Specification.AllOperations))]
    public async Task An_operation_is_repeated_when_its_specification_calls_that_safe(Operation operation)
    {
        using var server = new MockHttpMessageHandler();
        var sent = server.When("*").Respond(HttpStatusCode.ServiceUnavailable);
        using var sdk = new Sdk(operation.Specification.Vendor, server, retries: 1);

        await Assert.ThrowsAsync<ServerException>(() => sdk.CallAsync(operation, new Samples(operation.Specification, all: false).Arguments(operation, Sdk.Find(operation)!)));

        Assert.That(server.GetMatchCount(sent), Is.EqualTo((string?)operation.Node["x-retry"] == "safe" ? 2 : 1));
    }
}
