using IdentitySdk.Testing;

namespace IdentitySdk.Tests.Readme;

/// <summary>The complete programs of the README and of docs/ compile exactly as printed, and run with the emulators.</summary>
public sealed class ProgramTests
{
    private IdentityEmulators _emulators;
    private Dictionary<string, string> _environment;

    [OneTimeSetUp]
    public async Task Start()
    {
        _emulators = await IdentityEmulators.StartAllAsync(userCount: 5);
        _environment = new()
        {
            ["OKTA_BASE_URL"] = _emulators.Okta.BaseAddress.AbsoluteUri,
            ["OKTA_API_TOKEN"] = _emulators.Okta.ApiToken,
            ["ONELOGIN_BASE_URL"] = _emulators.OneLogin.BaseAddress.AbsoluteUri,
            ["ONELOGIN_CLIENT_ID"] = _emulators.OneLogin.ClientId,
            ["ONELOGIN_CLIENT_SECRET"] = _emulators.OneLogin.ClientSecret,
            ["AGILICUS_BASE_URL"] = _emulators.Agilicus.BaseAddress.AbsoluteUri,
            ["AGILICUS_ACCESS_TOKEN"] = _emulators.Agilicus.AccessToken,
            ["AGILICUS_ORG_ID"] = _emulators.Agilicus.OrgId,
        };
    }

    [OneTimeTearDown]
    public async Task Stop() => await _emulators.DisposeAsync();

    [TestCaseSource(nameof(Programs))]
    public async Task Program_compiles_and_runs_as_printed(object program)
    {
        var output = await ((PrintedProgram)program).RunAsync(_environment);

        Assert.That(output, Does.Contain("@example."), "the program prints a user of an emulator");
    }

    [Test]
    public void README_has_a_program_for_each_vendor_and_one_for_all()
    {
        var programs = PrintedProgram.Fences().Where(fence => fence is { IsProgram: true, Page: "README.md" }).Select(fence => fence.Code).ToArray();

        string[] vendors = ["OktaClient(", "OneLoginClient(", "AgilicusClient("];
        Assert.That(programs.Select(code => vendors.Count(code.Contains)), Is.EqualTo(new[] { 1, 1, 1, 3 }));
    }

    private static IEnumerable<TestCaseData> Programs() =>
        PrintedProgram.Fences().Where(fence => fence.IsProgram).Select(fence => new TestCaseData(fence) { TestName = $"{{m}}({fence})" });
}
