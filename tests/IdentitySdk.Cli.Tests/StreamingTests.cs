using IdentitySdk.Testing;

namespace IdentitySdk.Tests;

public sealed class StreamingTests
{
    private const long Mebibyte = 1024 * 1024;

    [Test]
    public async Task Memory_is_constant_for_a_list_of_any_length()
    {
        var sampled = new List<long>();
        var output = new LineWriter(line =>
        {
            if (line is 10_000 or 50_000)
            {
                sampled.Add(GC.GetTotalMemory(forceFullCollection: true));
            }
        });

        var result = await new Tool { Out = output }.WithArgumentsAsync(["users", "list", "--vendor", "okta", "--emulator", "--emulator-users", "50000"]);

        result.AssertSucceeded();
        Assert.That(output.Count, Is.EqualTo(50_001));
        // 40,000 users would be some 100 MiB.
        Assert.That(sampled[1] - sampled[0], Is.LessThan(10 * Mebibyte));
    }

    [TestCase("table")]
    [TestCase("jsonl")]
    [TestCase("csv")]
    public async Task Cancelled_list_stops_after_a_complete_line(string format)
    {
        using var cancelling = new CancellationTokenSource();
        var output = new LineWriter(line =>
        {
            if (line == 300)
            {
                cancelling.Cancel();
            }
        });

        string[] args = ["users", "list", "--vendor", "okta", "--emulator", "--emulator-users", "1000000", "--format", format];
        var result = await new Tool { Out = output }.WithArgumentsAsync(args, cancelling.Token);

        Assert.That(result.ExitCode, Is.EqualTo(130));
        Assert.That(result.Error, Is.EqualTo("idsdk: cancelled.\n"));
        Assert.That(output.Count, Is.EqualTo(300));
        Assert.That(output.IsLineOpen, Is.False);
    }

    [Test]
    public async Task Closed_pipe_stops_the_list_without_an_error()
    {
        await using var okta = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 1_000_000 });
        var output = new LineWriter(line => _ = line == 300 ? throw new IOException("Broken pipe", 32) : line);
        var tool = new Tool { Out = output, Variables = { ["OKTA_API_TOKEN"] = okta.ApiToken } };

        var result = await tool.WithArgumentsAsync(["users", "list", "--vendor", "okta", "--base-url", okta.BaseAddress.ToString()]);

        Assert.That(result.ExitCode, Is.Zero);
        Assert.That(result.Error, Is.Empty);
        Assert.That(okta.RequestCount, Is.LessThan(5));
    }

    [Test]
    public async Task Pipe_closed_during_a_page_request_cancels_the_request()
    {
        await using var okta = await OktaEmulator.StartAsync();
        using var flushed = Hold(okta, static _ => true);
        var output = new LineWriter(_ => { })
        {
            OnFlush = () =>
            {
                flushed.Set();
                throw new IOException("Broken pipe", 32);
            },
        };
        var tool = new Tool { Out = output, Variables = { ["OKTA_API_TOKEN"] = okta.ApiToken } };

        var result = await tool.WithArgumentsAsync(["users", "list", "--vendor", "okta", "--base-url", okta.BaseAddress.ToString()]);

        Assert.That(result.ExitCode, Is.Zero);
        Assert.That(result.Error, Is.Empty);
        Assert.That(output.Count, Is.Zero);
    }

    [Test]
    public async Task Output_that_cannot_be_written_is_a_failure()
    {
        var output = new LineWriter(_ => throw new IOException("No space left on device", 28));

        var result = await new Tool { Out = output }.WithArgumentsAsync(["users", "list", "--vendor", "okta", "--emulator"]);

        Assert.That(result.ExitCode, Is.EqualTo(1));
        Assert.That(result.Error, Is.EqualTo("idsdk: the output cannot be written: No space left on device\n"));
    }

    [Test]
    public async Task Users_are_written_before_the_list_is_complete()
    {
        await using var okta = await OktaEmulator.StartAsync();
        using var flushed = Hold(okta, static request => request.Query.Contains("after="));
        var seen = new List<int>();
        LineWriter output = null!;
        output = new LineWriter(_ => { })
        {
            OnFlush = () =>
            {
                seen.Add(output.Count);
                if (output.Count > 0)
                {
                    flushed.Set();
                }
            },
        };
        var tool = new Tool { Out = output, Variables = { ["OKTA_API_TOKEN"] = okta.ApiToken } };

        await tool.WithArgumentsAsync(["users", "list", "--vendor", "okta", "--base-url", okta.BaseAddress.ToString()]);

        Assert.That(seen, Does.Contain(201), "the heading and the first page, while the second is fetched");
    }

    /// <summary>The emulator responds to these requests once the event is set; the time limit only stops a failed test.</summary>
    private static ManualResetEventSlim Hold(OktaEmulator okta, Func<EmulatorRequest, bool> held)
    {
        var released = new ManualResetEventSlim();
        okta.Faults.When(request => held(request) && !released.Wait(TimeSpan.FromSeconds(30)), Fault.Status(500));
        return released;
    }
}
