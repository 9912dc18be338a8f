namespace IdentitySdk.Testing.Tests;

public sealed class ListFaultTests
{
    private OktaEmulator _okta;
    private HttpClient _client;

    [SetUp]
    public async Task StartAsync()
    {
        _okta = await OktaEmulator.StartAsync(new() { UserCount = 450 });
        _client = OktaTestClient.Create(_okta);
    }

    [TearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _okta.DisposeAsync();
    }

    [Test]
    public async Task Duplicate_page_repeats_users_and_empty_page_loses_none()
    {
        _okta.Faults.When(request => request.Query.Contains("after="), Fault.DuplicatePage, times: 1);
        var doubled = await OktaTestClient.ReadAllIdsAsync(_okta);
        _okta.Faults.Next(2, Fault.EmptyMiddlePage);
        var complete = await OktaTestClient.ReadAllIdsAsync(_okta);

        Assert.That(doubled, Is.EqualTo(_okta.SeededUserIds.Take(400).Concat(_okta.SeededUserIds.Skip(200))));
        Assert.That(complete, Is.EqualTo(_okta.SeededUserIds));
    }

    [Test]
    public async Task Cursor_loop_links_to_the_same_page()
    {
        _okta.Faults.When(request => request.Query.Contains("after="), Fault.CursorLoop, times: 1);
        var (first, _) = await _client.SendJsonAsync("GET", "/api/v1/users");

        var (second, _) = await _client.SendJsonAsync("GET", OktaTestClient.NextLink(first)!);

        Assert.That(OktaTestClient.NextLink(second), Is.EqualTo(OktaTestClient.NextLink(first)));
    }

    [Test]
    public async Task Foreign_next_link_points_to_another_host()
    {
        _okta.Faults.Next(Fault.ForeignNextLink());

        var (response, _) = await _client.SendJsonAsync("GET", "/api/v1/users");

        Assert.That(OktaTestClient.NextLink(response), Does.StartWith("https://foreign.invalid/api/v1/users?after="));
    }
}
