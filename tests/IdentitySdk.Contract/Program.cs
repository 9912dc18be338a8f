using IdentitySdk.Tests;

// Calls every operation of every vendor against a mock server that validates each request against the specification.
using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(10));
var (passed, failed, called) = (0, 0, 0);
foreach (var specification in Specification.All)
{
    await using var server = await MockServer.StartAsync(Repository.Path("specs", specification.Vendor, "openapi.yaml"), stop.Token);
    foreach (var operation in specification.Operations)
    {
        called++;
        foreach (var contract in ContractCall.Of(operation))
        {
            if (await contract.RunAsync(server.Address, stop.Token) is { } problem)
            {
                failed++;
                Console.WriteLine($"FAILED {contract}: {problem}");
            }
            else
            {
                passed++;
            }
        }
    }
}

Console.WriteLine($"{called} operations called.");
Console.WriteLine($"{passed} passed, {failed} failed");
return failed == 0 && called > 0 ? 0 : 1;
