using IdentitySdk.Agilicus;
using IdentitySdk.Okta;
using IdentitySdk.OneLogin;
using IdentitySdk.Testing;
using IdentitySdk.Tests.Authentication;

namespace IdentitySdk.Tests;

/// <summary>What goes wrong between the pages of a list, with each vendor's own server.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ListFaultTests
{
    private static readonly string[] s_vendors = ["OneLogin", "Okta", "Agilicus"];
    private readonly JumpingClock _clock = new();

    private static IEnumerable<TestCaseData> Table() =>
        from fault in ListFaultCase.All from vendor in s_vendors select new TestCaseData(fault, vendor).SetArgDisplayNames(vendor, fault.Name);

    [TestCaseSource(nameof(Table))]
    public async Task A_fault_between_pages_ends_as_the_table_says(object faultCase, string vendor)
    {
        var fault = (ListFaultCase)faultCase;
        await using var bench = await AuthBench.StartAsync(vendor, _clock);
        fault.Plan(bench.Emulator.Faults, bench.Emulator.BaseAddress);

        var (ids, outcome) = await ListAsync(bench);

        Assert.That(outcome, Is.EqualTo(fault.Outcome(vendor)));
        Assert.That(ids.Distinct(), Is.EqualTo(bench.SeededIds.Take(ids.Distinct().Count())), "none is left out, and all are in order");
        Assert.That(bench.Emulator.Failure, Is.Null);
    }

    [Test]
    public async Task Nothing_is_sent_to_the_port_that_a_next_link_names()
    {
        await using var bench = await AuthBench.StartAsync("Okta", _clock);
        await using var foreign = new FaultServer(_ => Script.Answer(200, "[]"));
        ListFaultCase.At(bench.Emulator.Faults, 3, Fault.ForeignNextLink(foreign.BaseAddress));

        Assert.That((await ListAsync(bench)).Outcome, Is.EqualTo("20 users, InvalidResponseException"));
        Assert.That(foreign.Requests, Is.Empty);
    }

    [Test]
    public async Task A_fixed_token_revoked_at_a_page_ends_the_list_there([ValueSource(nameof(s_vendors))] string vendor, [Range(1, 6)] int page)
    {
        await using var bench = await StartFixedAsync(vendor);
        ListFaultCase.At(bench.Emulator.Faults, page, Fault.ExpireToken);

        var (_, outcome) = await ListAsync(bench);

        Assert.That(outcome, Is.EqualTo($"{(page - 1) * 10} users, UnauthorizedException"));
        Assert.That(bench.Emulator.RequestCount, Is.EqualTo(page), "the refusal is not asked for again");
        Assert.That(_clock.Waits, Is.Empty);
    }

    [Test]
    public async Task A_clock_that_is_wrong_changes_neither_the_list_nor_a_wait([ValueSource(nameof(s_vendors))] string vendor, [Values(-10, 10)] int minutes)
    {
        var right = await WaitsAsync(vendor, TimeSpan.Zero);
        var wrong = await WaitsAsync(vendor, TimeSpan.FromMinutes(minutes));

        // Agilicus names no time, so the wait is the client's own, and has jitter.
        Assert.That(wrong, vendor == "Agilicus" ? Is.InRange(TimeSpan.FromSeconds(0.25), TimeSpan.FromSeconds(0.5)) : Is.EqualTo(right));
    }

    [TestCase("42", "after_cursor=42")]
    [TestCase("\"4 2\"", "after_cursor=4%202")]
    [TestCase("null", null)]
    [TestCase("\"\"", null)]
    [TestCase("true", "InvalidResponseException")]
    [TestCase("{}", "InvalidResponseException")]
    [TestCase("[1]", "InvalidResponseException")]
    public async Task A_cursor_of_another_type_does_not_pass_for_the_end_of_the_list(string cursor, string? expected)
    {
        const string Page = """{"status":{"error":false,"code":200},"pagination":{"after_cursor":%},"data":[{"id":1}]}""";
        await using var server = new FaultServer(number => Script.Answer(200, Page.Replace("%", number == 1 ? cursor : "null")));
        using var client = new OneLoginClient(new OneLoginClientOptions { BaseAddress = server.BaseAddress, Credential = OneLoginCredential.AccessToken(FaultVendor.Secret) });
        if (expected == "InvalidResponseException")
        {
            await Assert.ThrowsAsync<InvalidResponseException>(async () => await client.Users.ListAllAsync().CountAsync());
            return;
        }

        Assert.That(await client.Users.ListAllAsync().CountAsync(), Is.EqualTo(expected is null ? 1 : 2));
        Assert.That(server.Requests, Has.Count.EqualTo(expected is null ? 1 : 2));
        Assert.That(server.Requests[^1], Does.Contain(expected ?? "/users"));
    }

    private static async Task<(List<string> Ids, string Outcome)> ListAsync(AuthBench bench)
    {
        var ids = new List<string>();
        var exception = "";
        try
        {
            await foreach (var id in bench.ListAsync())
            {
                ids.Add(id);
            }
        }
        catch (IdentityApiException fault)
        {
            exception = $", {fault.GetType().Name}";
        }

        var twice = ids.Count - ids.Distinct().Count();
        return (ids, $"{ids.Count} users{(twice > 0 ? $", {twice} of them twice" : "")}{exception}");
    }

    /// <summary>The wait for a rate limit in mid-list, by a client whose clock is so far from the server's.</summary>
    private static async Task<TimeSpan> WaitsAsync(string vendor, TimeSpan skew)
    {
        var (clock, serverClock) = (new JumpingClock(), new JumpingClock());
        clock.Advance(skew);
        await using var bench = await AuthBench.StartAsync(vendor, clock, serverClock: serverClock);
        var limited = Fault.RateLimited;
        ListFaultCase.At(bench.Emulator.Faults, 3, vendor == "OneLogin" ? limited.WithHeader("X-RateLimit-Reset", "30") : limited);

        Assert.That(await bench.ListAsync().ToListAsync(), Is.EqualTo(bench.SeededIds));
        return clock.Waits.Single();
    }

    private async Task<AuthBench> StartFixedAsync(string vendor)
    {
        switch (vendor)
        {
            case "OneLogin":
                var oneLogin = await OneLoginEmulator.StartAsync(new OneLoginEmulatorOptions { UserCount = 52, MaxPageSize = 10, TimeProvider = _clock });
                return AuthBench.OneLogin(oneLogin, _clock, OneLoginCredential.AccessToken(oneLogin.IssueAccessToken()));
            case "Okta":
                var okta = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 52, MaxPageSize = 10, TimeProvider = _clock });
                return AuthBench.Okta(okta, _clock, OktaCredential.AccessToken(okta.IssueAccessToken()));
            default:
                var agilicus = await AgilicusEmulator.StartAsync(new AgilicusEmulatorOptions { UserCount = 52, DefaultPageSize = 10, TimeProvider = _clock });
                return AuthBench.Agilicus(agilicus, _clock, AgilicusCredential.AccessToken(agilicus.IssueAccessToken()));
        }
    }
}
