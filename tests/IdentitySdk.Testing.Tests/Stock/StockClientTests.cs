using IdentitySdk.Testing.Tests.Scenarios;

namespace IdentitySdk.Testing.Tests.Stock;

/// <summary>
/// Tests the emulators with clients that NSwag generates from the specifications with its own templates. Each operation succeeds, its response survives a
/// round trip through a model without loss, and each error is declared by the specification.
/// </summary>
public sealed class StockClientTests
{
    [TestCaseSource(typeof(OperationTests), nameof(OperationTests.Operations))]
    public async Task Stock_client_calls_the_operation_and_reads_the_whole_response(string vendor, string operation)
    {
        using var scenario = Scenario.Create(vendor);
        using var stock = new StockOperation(scenario, vendor, operation);

        var result = await stock.InvokeAsync(scenario.Call(operation));

        var received = scenario.Emulator.Requests[^1];
        Assert.That(received.Operation, Is.EqualTo(operation));
        Assert.That(received.Unknown, Is.Empty);
        Assert.That(StockJson.Differences(stock.Response, result), Is.Empty, stock.Response);
    }

    [TestCaseSource(typeof(OperationTests), nameof(OperationTests.Operations))]
    public async Task Stock_client_receives_only_declared_errors(string vendor, string operation)
    {
        using var scenario = Scenario.Create(vendor);
        using var stock = new StockOperation(scenario, vendor, operation);
        var call = scenario.Call(operation);
        foreach (var path in OperationTests.Unknown(stock.Operation.Template, call.Path))
        {
            await AssertDeclaredAsync(stock, call with { Path = path });
        }

        foreach (var status in OperationTests.Errors(scenario, operation))
        {
            scenario.Emulator.Faults.Next(Fault.Status(status));
            await AssertDeclaredAsync(stock, call);
        }

        stock.IsAuthorized = false;
        await AssertDeclaredAsync(stock, call);
    }

    /// <summary>The stock client has other messages for an undeclared status and for a body that does not match its schema.</summary>
    private static async Task AssertDeclaredAsync(StockOperation stock, EmulatorCall call)
    {
        var exception = await Assert.CatchAsync(() => stock.InvokeAsync(call), call.Path);

        Assert.That(exception!.GetType().Name, Does.StartWith("ApiException"), exception.ToString());
        Assert.That(exception.Message, Does.Not.Contain("not expected").And.Not.Contain("Could not deserialize"), call.Path);
    }
}
