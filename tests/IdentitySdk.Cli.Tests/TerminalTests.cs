using Microsoft.Extensions.Time.Testing;

namespace IdentitySdk.Tests;

public sealed class TerminalTests
{
    [Test]
    public async Task Progress_is_shown_on_a_terminal_when_output_is_redirected()
    {
        var clock = new FakeTimeProvider();
        var output = new LineWriter(line => clock.Advance(TimeSpan.FromMilliseconds(line == 1 ? 0 : 2)));
        var tool = new Tool { IsErrorTerminal = true, TimeProvider = clock, Out = output };

        var result = await tool.WithArgumentsAsync(["users", "list", "--vendor", "okta", "--emulator", "--emulator-users", "250"]);

        Assert.That(result.Error, Does.StartWith("\r128 users in 0.3 s, 500 a second\r250 users in 0.5 s, 500 a second\n"));
    }

    [Test]
    public async Task Terminal_that_shows_the_users_shows_only_the_total()
    {
        var clock = new FakeTimeProvider();
        var output = new LineWriter(_ => clock.Advance(TimeSpan.FromSeconds(1)));
        var tool = new Tool { IsErrorTerminal = true, IsOutTerminal = true, TimeProvider = clock, Out = output };

        var result = await tool.WithArgumentsAsync(["users", "list", "--vendor", "okta", "--emulator", "--emulator-users", "1999", "--format", "jsonl"]);

        Assert.That(result.Error, Does.StartWith("1,999 users in 1,999.0 s, 1 a second\n"));
    }

    [Test]
    public async Task Failure_starts_a_new_line_after_the_progress()
    {
        var clock = new FakeTimeProvider();
        using var cancelling = new CancellationTokenSource();
        var tool = new Tool
        {
            IsErrorTerminal = true,
            TimeProvider = clock,
            Out = new LineWriter(line =>
            {
                clock.Advance(TimeSpan.FromSeconds(1));
                if (line == 66)
                {
                    cancelling.Cancel();
                }
            }),
        };

        var result = await tool.WithArgumentsAsync(["users", "list", "--vendor", "okta", "--emulator", "--format", "csv"], cancelling.Token);

        Assert.That(result.Error, Does.Match(@"\A\r64 users in 65\.0 s, 1 a second\n.*idsdk: cancelled\..*\n"));
    }

    [Test]
    public async Task Heading_is_one_line_on_any_terminal()
    {
        var result = await new Tool { IsOutTerminal = true }.WithArgumentsAsync(["users", "list", "--vendor", "okta", "--emulator", "--take", "1"]);

        Assert.That(result.Lines, Has.Length.EqualTo(2));
        Assert.That(result.Lines[0], Does.Contain("VENDOR").And.Contains("STATUS"));
    }
}
