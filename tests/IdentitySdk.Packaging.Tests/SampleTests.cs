using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using IdentitySdk.Testing;

namespace IdentitySdk.Tests;

/// <summary>The programs of <c>samples/</c>, run against emulators.</summary>
public sealed class SampleTests
{
    private string _folder;

    [SetUp]
    public void NewFolder() => _folder = Directory.CreateTempSubdirectory("samples-").FullName;

    [TearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Worker_suspends_leavers_and_archives_plan_and_journal()
    {
        await using var okta = await NewOrganizationAsync();
        await WritePeopleAsync(leavers: 1);

        var (exitCode, output) = await RunWorkerAsync(okta);

        Assert.That(exitCode, Is.Zero, output);
        Assert.That(Statuses(okta), Is.EqualTo((29, 1)), output);
        Assert.That(Status(okta, "person0@example.com"), Is.EqualTo("SUSPENDED"));
        Assert.That(Directory.GetFiles(Path.Combine(_folder, "leavers"), "*", SearchOption.AllDirectories).Select(Path.GetFileName),
            Is.EquivalentTo(new[] { "plan.json", "run.journal" }));
        Assert.That(Directory.GetFiles(Path.Combine(_folder, "leavers")), Is.Empty, "the next run begins anew");
    }

    [Test]
    public async Task Worker_suspends_no_user_when_the_file_is_incomplete_or_the_vendor_fails()
    {
        await using var okta = await NewOrganizationAsync();
        await WritePeopleAsync(leavers: 15);

        var blocked = await RunWorkerAsync(okta);

        Assert.That(blocked.ExitCode, Is.EqualTo(1), blocked.Output);
        Assert.That(blocked.Output, Does.Contain("the plan needs a review"));
        Assert.That(Statuses(okta), Is.EqualTo((30, 0)));

        Directory.Delete(Path.Combine(_folder, "leavers"), recursive: true);
        await WritePeopleAsync(leavers: 1);
        okta.Faults.Next(Fault.Status(403));
        var failed = await RunWorkerAsync(okta);

        Assert.That(failed.ExitCode, Is.EqualTo(1), failed.Output);
        Assert.That(failed.Output, Does.Contain("The run failed"));
        Assert.That(Statuses(okta), Is.EqualTo((30, 0)));
    }

    [Test]
    public async Task Minimal_api_keeps_two_tenants_apart()
    {
        await using var acme = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 60 });
        await using var globex = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 70 });
        var id = globex.Users.Add(new OktaPerson { Login = "ada@example.com", Profile = { ["title"] = "Countess", ["nickName"] = "Ada" } });

        await BuiltProgram.Sample("TwoTenants").UseAsync(
            async client =>
            {
                var first = (await client.GetFromJsonAsync<JsonNode>("/acme/users"))!;
                var rest = (await client.GetFromJsonAsync<JsonNode>($"/acme/users?continuationToken={Uri.EscapeDataString(first["continuationToken"]!.ToString())}"))!;
                Assert.That((first["items"]!.AsArray().Count, rest["items"]!.AsArray().Count, rest["continuationToken"]), Is.EqualTo((50, 10, (JsonNode?)null)));

                using var patched = await client.PatchAsync($"/globex/users/{id}", JsonContent.Create(new { profile = new { title = (string?)null } }));
                Assert.That(patched.StatusCode, Is.EqualTo(HttpStatusCode.OK), await patched.Content.ReadAsStringAsync());
                Assert.That(globex.Users.Get(id)!["profile"]!.AsObject().Select(member => member.Key), Does.Contain("nickName"));
                Assert.That(globex.Users.Get(id)!["profile"]!["title"], Is.Null);

                Assert.That((await client.GetAsync($"/acme/users/{id}")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
                Assert.That((await client.PostAsync($"/globex/users/{id}/suspend", null)).StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
                using var again = await client.PostAsync($"/globex/users/{id}/suspend", null);
                Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
                Assert.That(await again.Content.ReadAsStringAsync(), Does.Contain("vendorRequestId").And.Not.Contain("ada@example.com"));
                Assert.That((await client.GetAsync("/acme/users?continuationToken=x")).StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
                Assert.That(await client.GetStringAsync("/health"), Is.EqualTo("Healthy"));
                globex.Faults.Next(Fault.Status(403));
                Assert.That((await client.GetAsync($"/globex/users/{id}")).StatusCode, Is.EqualTo(HttpStatusCode.BadGateway));
            },
            [.. Settings("acme", acme), .. Settings("globex", globex)]);
    }

    private static (string, string)[] Settings(string tenant, OktaEmulator okta) =>
    [
        ($"Okta__{tenant}__BaseAddress", okta.BaseAddress.AbsoluteUri), ($"Okta__{tenant}__Credential__ClientId", okta.ClientId),
        ($"Okta__{tenant}__Credential__PrivateKeyFile", WriteKey(okta)),
    ];

    private static string WriteKey(OktaEmulator okta)
    {
        var path = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{okta.BaseAddress.Port}.pem");
        File.WriteAllText(path, okta.PrivateKeyPem);
        return path;
    }

    private static async Task<OktaEmulator> NewOrganizationAsync()
    {
        var okta = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 0 });
        foreach (var number in Enumerable.Range(0, 30))
        {
            okta.Users.Add(new OktaPerson { Login = $"person{number}@example.com" });
        }

        return okta;
    }

    private static string? Status(OktaEmulator okta, string login) =>
        okta.Users.Ids.Select(id => okta.Users.Get(id)!).Single(user => (string?)user["profile"]!["login"] == login)["status"]!.ToString();

    private static (int Active, int Suspended) Statuses(OktaEmulator okta)
    {
        var statuses = okta.Users.Ids.Select(id => okta.Users.Get(id)!["status"]!.ToString()).ToList();
        return (statuses.Count(status => status == "ACTIVE"), statuses.Count(status => status == "SUSPENDED"));
    }

    /// <summary>Writes all people except the first ones, and one person without an account.</summary>
    private Task WritePeopleAsync(int leavers) => File.WriteAllLinesAsync(
        Path.Combine(_folder, "people.csv"), ["Mail", "new@example.com", .. Enumerable.Range(leavers, 30 - leavers).Select(number => $"PERSON{number}@example.com")]);

    private Task<(int ExitCode, string Output)> RunWorkerAsync(OktaEmulator okta) => BuiltProgram.Sample("SuspendLeavers").RunAsync(
    [
        ("Okta__BaseAddress", okta.BaseAddress.AbsoluteUri), ("Okta__Credential__ClientId", okta.ClientId), ("Okta__Credential__PrivateKeyFile", WriteKey(okta)),
        ("Leavers__PeopleFile", Path.Combine(_folder, "people.csv")), ("Leavers__Folder", Path.Combine(_folder, "leavers")), ("Leavers__Interval", ""),
    ]);
}
