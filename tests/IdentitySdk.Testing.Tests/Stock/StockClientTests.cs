using IdentitySdk.Testing.Tests.Scenarios;

namespace IdentitySdk.Testing.Tests.Stock;

/// <summary>
/// The emulators, judged by clients that are not ours: NSwag's own templates made them from the specifications. Each operation is carried out, and its
/// response read into a model and written again without a loss; each refusal is one that the specification declares.
/// </summary>
public sealed class StockClientTests
{
    [TestCaseSource(typeof(OperationTests), nameof(OperationTests.Operations))]
    public async Task Stock_client_carries_out_the_operation_and_reads_the_whole_response(string vendor, string operation)
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
    public async Task Stock_client_meets_only_declared_refusals(string vendor, string operation)
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

    /// <summary>A status that the specification lacks, and a body that does not fit its schema, are other messages of the stock client.</summary>
    private static async Task AssertDeclaredAsync(StockOperation stock, EmulatorCall call)
    {
        var exception = await Assert.CatchAsync(() => stock.InvokeAsync(call), call.Path);

        Assert.That(exception!.GetType().Name, Does.StartWith("ApiException"), exception.ToString());
        Assert.That(exception.Message, Does.Not.Contain("not expected").And.Not.Contain("Could not deserialize"), call.Path);
    }
}
