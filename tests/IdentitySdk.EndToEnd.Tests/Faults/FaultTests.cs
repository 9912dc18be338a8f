using Microsoft.Extensions.Time.Testing;

namespace IdentitySdk.Tests;

/// <summary>The fault table: the outcome of each fault for each vendor.</summary>
public sealed class FaultTests
{
    private static IEnumerable<TestCaseData> Table() =>
        from fault in FaultCase.All from vendor in FaultVendor.All select new TestCaseData(fault, vendor).SetArgDisplayNames(vendor.Name, fault.Name);

    [TestCaseSource(nameof(Table))]
    public async Task Fault_has_the_outcome_in_the_table_and_names_no_user(object faultCase, object faultVendor)
    {
        var (fault, vendor) = ((FaultCase)faultCase, (FaultVendor)faultVendor);
        await using var server = new FaultServer(fault.Responses);
        var (client, get, _) = vendor.Connect(server.BaseAddress, Configure);
        using (client)
        {
            string outcome;
            try
            {
                outcome = await get() is null ? "null" : "value";
            }
            catch (IdentityApiException exception)
            {
                outcome = exception.GetType().Name;
                Assert.That(exception.ToString(), Does.Not.Contain("jane").And.Not.Contain(FaultVendor.Secret));
                Assert.That(exception.Message, Does.Not.Contain("\n"));
            }

            Assert.That($"{outcome}, {server.Requests.Count}", Is.EqualTo(fault.Outcome));
            Assert.That(server.Requests, Has.None.Contains("Cookie:"));
        }
    }

    [Test]
    public async Task Write_whose_response_is_lost_is_sent_once_with_an_unknown_outcome(
        [ValueSource(typeof(FaultVendor), nameof(FaultVendor.All))] object faultVendor, [Values] bool isReset)
    {
        await using var server = new FaultServer(_ => isReset ? Script.ResetAfter("") : Script.Raw(""));
        var (client, _, create) = ((FaultVendor)faultVendor).Connect(server.BaseAddress, Configure);
        using (client)
        {
            var exception = (await Assert.ThrowsAsync<TransportException>(() => create()))!;
            Assert.That(exception.IsOutcomeUnknown, Is.True);
            Assert.That(server.Requests, Has.Count.EqualTo(1));
        }
    }

    [TestCase("")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\"")]
    public async Task Stalled_response_ends_at_the_attempt_timeout(string beginning)
    {
        var clock = new FakeTimeProvider();
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new FaultServer(_ => Script.StopAfter(beginning, stopped));
        var (client, get, _) = FaultVendor.All.First().Connect(server.BaseAddress, options =>
        {
            options.TimeProvider = clock;
            options.Retry = new RetryOptions { MaxRetries = 0 };
        });
        using (client)
        {
            var call = get();
            await stopped.Task;
            clock.Advance(TimeSpan.FromSeconds(99));
            Assert.That(call.IsCompleted, Is.False);
            clock.Advance(TimeSpan.FromSeconds(1));
            await Assert.ThrowsAsync<TransportException>(() => call);
        }
    }

    [Test]
    public async Task Dripping_response_ends_at_the_attempt_timeout()
    {
        var clock = new FakeTimeProvider();
        using var release = new SemaphoreSlim(1);
        await using var server = new FaultServer(_ => Script.Drip(Script.Head(200, "Content-Length: 100"), release));
        var (client, get, _) = FaultVendor.All.First().Connect(server.BaseAddress, options =>
        {
            options.TimeProvider = clock;
            options.Retry = new RetryOptions { MaxRetries = 0 };
        });
        using (client)
        {
            var call = get();
            while (server.Requests.Count == 0)
            {
                await Task.Yield();
            }

            for (var seconds = 0; seconds < 90; seconds += 10)
            {
                clock.Advance(TimeSpan.FromSeconds(10));
                release.Release();
                Assert.That(call.IsCompleted, Is.False);
            }

            clock.Advance(TimeSpan.FromSeconds(10));
            await Assert.ThrowsAsync<TransportException>(() => call);
        }
    }

    private static void Configure(IdentityClientOptions options)
    {
        options.Retry = new RetryOptions { MaxRetries = 2, BaseDelay = TimeSpan.Zero };
        options.MaxResponseBytes = 64 * 1024;
    }
}
