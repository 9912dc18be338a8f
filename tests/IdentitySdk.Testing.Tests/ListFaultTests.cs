namespace IdentitySdk.Testing.Tests;

public sealed class ListFaultTests
{
    private OktaEmulator okta;
    private HttpClient client;

    [SetUp]
    public async Task StartAsync()
    {
        okta = await OktaEmulator.StartAsync(new() { UserCount = 450 });
        client = OktaWire.Client(okta);
    }

    [TearDown]
    public async Task StopAsync()
    {
        client.Dispose();
        await okta.DisposeAsync();
    }

    [Test]
    public async Task A_duplicate_page_repeats_rows_and_an_empty_one_loses_none()
    {
        okta.Faults.When(request => request.Query.Contains("after="), Fault.DuplicatePage, times: 1);
        var doubled = await OktaWire.ReadAllAsync(okta);
        okta.Faults.Next(2, Fault.EmptyMiddlePage);
        var complete = await OktaWire.ReadAllAsync(okta);

        Assert.That(doubled, Is.EqualTo(okta.SeededUserIds.Take(400).Concat(okta.SeededUserIds.Skip(200))));
        Assert.That(complete, Is.EqualTo(okta.SeededUserIds));
    }

    [Test]
    public async Task A_cursor_loop_leads_back_to_the_same_page()
    {
        okta.Faults.When(request => request.Query.Contains("after="), Fault.CursorLoop, times: 1);
        var (first, _) = await client.CallAsync("GET", "/api/v1/users");

        var (second, _) = await client.CallAsync("GET", OktaWire.Next(first)!);

        Assert.That(OktaWire.Next(second), Is.EqualTo(OktaWire.Next(first)));
    }

    [Test]
    public async Task A_foreign_link_points_elsewhere()
    {
        okta.Faults.Next(Fault.ForeignNextLink());

        var (response, _) = await client.CallAsync("GET", "/api/v1/users");

        Assert.That(OktaWire.Next(response), Does.StartWith("https://foreign.invalid/api/v1/users?after="));
    }
}
