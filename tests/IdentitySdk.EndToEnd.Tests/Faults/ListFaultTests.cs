using IdentitySdk.Agilicus;
using IdentitySdk.Okta;
using IdentitySdk.OneLogin;
using IdentitySdk.Testing;
using IdentitySdk.Tests.Authentication;

namespace IdentitySdk.Tests;

/// <summary>Faults between the pages of a list, for each vendor.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ListFaultTests
{
    private static readonly string[] s_vendors = ["OneLogin", "Okta", "Agilicus"];
    private readonly JumpingClock _clock = new();

    private static IEnumerable<TestCaseData> Table() =>
        from fault in ListFaultCase.All from vendor in s_vendors select new TestCaseData(fault, vendor).SetArgDisplayNames(vendor, fault.Name);

    [TestCaseSource(nameof(Table))]
    public async Task Fault_between_pages_has_the_outcome_in_the_table(object faultCase, string vendor)
    {
        var fault = (ListFaultCase)faultCase;
        await using var session = await EmulatorSession.StartAsync(vendor, _clock);
        fault.Plan(session.Emulator.Faults, session.Emulator.BaseAddress);

        var (ids, outcome) = await ListAsync(session);

        Assert.That(outcome, Is.EqualTo(fault.Outcome(vendor)));
        Assert.That(ids.Distinct(), Is.EqualTo(session.SeededIds.Take(ids.Distinct().Count())), "no user is missing, and all are in order");
        Assert.That(session.Emulator.Failure, Is.Null);
    }

    [Test]
    public async Task Next_link_to_another_port_is_never_requested()
    {
        await using var session = await EmulatorSession.StartAsync("Okta", _clock);
        await using var foreign = new FaultServer(_ => Script.Respond(200, "[]"));
        ListFaultCase.At(session.Emulator.Faults, 3, Fault.ForeignNextLink(foreign.BaseAddress));

        Assert.That((await ListAsync(session)).Outcome, Is.EqualTo("20 users, InvalidResponseException"));
        Assert.That(foreign.Requests, Is.Empty);
    }

    [Test]
    public async Task Fixed_token_revoked_at_a_page_ends_the_list([ValueSource(nameof(s_vendors))] string vendor, [Range(1, 6)] int page)
    {
        await using var session = await StartFixedAsync(vendor);
        ListFaultCase.At(session.Emulator.Faults, page, Fault.ExpireToken);

        var (_, outcome) = await ListAsync(session);

        Assert.That(outcome, Is.EqualTo($"{(page - 1) * 10} users, UnauthorizedException"));
        Assert.That(session.Emulator.RequestCount, Is.EqualTo(page), "the 401 is not retried");
        Assert.That(_clock.Waits, Is.Empty);
    }

    [Test]
    public async Task Clock_skew_changes_neither_the_list_nor_a_wait([ValueSource(nameof(s_vendors))] string vendor, [Values(-10, 10)] int minutes)
    {
        var expected = await GetWaitAsync(vendor, TimeSpan.Zero);
        var actual = await GetWaitAsync(vendor, TimeSpan.FromMinutes(minutes));

        // Agilicus sends no reset time, so the wait is the client's own, with jitter.
        Assert.That(actual, vendor == "Agilicus" ? Is.InRange(TimeSpan.FromSeconds(0.25), TimeSpan.FromSeconds(0.5)) : Is.EqualTo(expected));
    }

    [TestCase("42", "after_cursor=42")]
    [TestCase("\"4 2\"", "after_cursor=4%202")]
    [TestCase("null", null)]
    [TestCase("\"\"", null)]
    [TestCase("true", "InvalidResponseException")]
    [TestCase("{}", "InvalidResponseException")]
    [TestCase("[1]", "InvalidResponseException")]
    public async Task Cursor_of_another_type_does_not_end_the_list(string cursor, string? expected)
    {
        const string Page = """{"status":{"error":false,"code":200},"pagination":{"after_cursor":%},"data":[{"id":1}]}""";
        await using var server = new FaultServer(number => Script.Respond(200, Page.Replace("%", number == 1 ? cursor : "null")));
        using var client = new OneLoginClient(new OneLoginClientOptions
        {
            BaseAddress = server.BaseAddress, Credential = OneLoginCredential.AccessToken(FaultVendor.Secret),
        });
        if (expected == "InvalidResponseException")
        {
            await Assert.ThrowsAsync<InvalidResponseException>(async () => await client.Users.ListAllAsync().CountAsync());
            return;
        }

        Assert.That(await client.Users.ListAllAsync().CountAsync(), Is.EqualTo(expected is null ? 1 : 2));
        Assert.That(server.Requests, Has.Count.EqualTo(expected is null ? 1 : 2));
        Assert.That(server.Requests[^1], Does.Contain(expected ?? "/users"));
    }

    private static async Task<(List<string> Ids, string Outcome)> ListAsync(EmulatorSession session)
    {
        var ids = new List<string>();
        var suffix = "";
        try
        {
            await foreach (var id in session.ListAsync())
            {
                ids.Add(id);
            }
        }
        catch (IdentityApiException exception)
        {
            suffix = $", {exception.GetType().Name}";
        }

        var twice = ids.Count - ids.Distinct().Count();
        return (ids, $"{ids.Count} users{(twice > 0 ? $", {twice} of them twice" : "")}{suffix}");
    }

    /// <summary>Returns the wait for a rate limit during a list, with a clock that is off by <paramref name="skew"/>.</summary>
    private static async Task<TimeSpan> GetWaitAsync(string vendor, TimeSpan skew)
    {
        var (clock, serverClock) = (new JumpingClock(), new JumpingClock());
        clock.Advance(skew);
        await using var session = await EmulatorSession.StartAsync(vendor, clock, serverClock: serverClock);
        var limited = Fault.RateLimited;
        ListFaultCase.At(session.Emulator.Faults, 3, vendor == "OneLogin" ? limited.WithHeader("X-RateLimit-Reset", "30") : limited);

        Assert.That(await session.ListAsync().ToListAsync(), Is.EqualTo(session.SeededIds));
        return clock.Waits.Single();
    }

    private async Task<EmulatorSession> StartFixedAsync(string vendor)
    {
        switch (vendor)
        {
            case "OneLogin":
                var oneLogin = await OneLoginEmulator.StartAsync(new OneLoginEmulatorOptions { UserCount = 52, MaxPageSize = 10, TimeProvider = _clock });
                return EmulatorSession.OneLogin(oneLogin, _clock, OneLoginCredential.AccessToken(oneLogin.IssueAccessToken()));
            case "Okta":
                var okta = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 52, MaxPageSize = 10, TimeProvider = _clock });
                return EmulatorSession.Okta(okta, _clock, OktaCredential.AccessToken(okta.IssueAccessToken()));
            default:
                var agilicus = await AgilicusEmulator.StartAsync(new AgilicusEmulatorOptions { UserCount = 52, DefaultPageSize = 10, TimeProvider = _clock });
                return EmulatorSession.Agilicus(agilicus, _clock, AgilicusCredential.AccessToken(agilicus.IssueAccessToken()));
        }
    }
}
