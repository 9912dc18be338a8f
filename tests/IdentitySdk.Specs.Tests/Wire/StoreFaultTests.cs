using System.Net;
using RichardSzalay.MockHttp;

namespace IdentitySdk.Tests;

/// <summary>A rate-limit store that fails does not affect the result of an operation, and no operation is sent twice.</summary>
internal sealed class StoreFaultTests
{
    public enum Fault
    {
        Throws,
        Hangs,
        HangsAtReports,
        Lies,
    }

    [Test]
    public async Task Operation_with_a_failing_store_returns_its_result(
        [ValueSource(typeof(Specification), nameof(Specification.AllOperations))] Operation operation, [Values] Fault fault)
    {
        using var server = new MockHttpMessageHandler();
        var sent = server.When("*").Respond(HttpStatusCode.OK, "application/json", SampleResponse.Smallest(operation));
        using var sdk = new Sdk(operation.Specification.Vendor, server, configure: options =>
        {
            // Its time-outs elapse immediately.
            options.TimeProvider = new JumpingClock();
            options.RateLimits.Store = new BadStore(fault);
        });

        await sdk.CallAsync(operation, new Samples(operation.Specification, all: false).Arguments(operation, Sdk.Find(operation)!));

        Assert.That(server.GetMatchCount(sent), Is.EqualTo(1));
    }

    private sealed class BadStore(Fault fault) : IRateLimitStore
    {
        public ValueTask<RateLimitGrant> TakeAsync(string key, RateLimitTerms terms, CancellationToken cancellationToken) => fault switch
        {
            Fault.Throws => throw new InvalidOperationException("down"),
            Fault.Hangs => new(new TaskCompletionSource<RateLimitGrant>().Task),
            Fault.Lies => new(RateLimitGrant.Denied(TimeSpan.FromDays(3650))),
            _ => new(RateLimitGrant.Granted(1, isLimitKnown: true)),
        };

        public ValueTask ReportAsync(string key, long number, RateLimitReport report, CancellationToken cancellationToken) => new(new TaskCompletionSource().Task);

        public ValueTask GiveBackAsync(string key, long number, CancellationToken cancellationToken) => new(new TaskCompletionSource().Task);
    }
}
