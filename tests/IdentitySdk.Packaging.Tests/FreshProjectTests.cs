using IdentitySdk.Testing;

namespace IdentitySdk.Tests;

/// <summary>Builds and runs new projects that have only the packages, and the code of docs/.</summary>
[Explicit("Builds and runs new projects.")]
[Category("Slow")]
public sealed class FreshProjectTests
{
    private const string Vendors = "IdentitySdk.Agilicus IdentitySdk.Okta IdentitySdk.OneLogin";

    [Test]
    public async Task Minimal_api_of_three_tenants_runs_from_appsettings_with_health_checks()
    {
        await using var okta = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 3 });
        await using var oneLogin = await OneLoginEmulator.StartAsync(new OneLoginEmulatorOptions { UserCount = 4 });
        await using var agilicus = await AgilicusEmulator.StartAsync(new AgilicusEmulatorOptions { UserCount = 5 });
        var project = new FreshProject("MinimalApi", "Microsoft.NET.Sdk.Web");
        await project.WriteAsync(FreshProject.Fence("configuration.md", "WebApplication.CreateBuilder") + "\napp.Run();\n", usings: Vendors);
        await File.WriteAllTextAsync(Path.Combine(project.Folder, "appsettings.json"), FreshProject.Fence("configuration.md", "\"acme\"", "json"));
        foreach (var (file, secret) in new[] { ("okta", okta.PrivateKeyPem), ("onelogin", oneLogin.ClientSecret), ("agilicus", agilicus.AuthenticationDocument) })
        {
            await File.WriteAllTextAsync(Path.Combine(project.Folder, file), secret);
        }

        await project.UseAsync(
            async client =>
            {
                Assert.That(await client.GetStringAsync("/acme/users"), Is.EqualTo("""{"users":3}"""));
                Assert.That(await client.GetStringAsync("/globex/users"), Is.EqualTo("""{"users":4}"""));
                Assert.That(await client.GetStringAsync("/initech/users"), Is.EqualTo("""{"users":5}"""));
                Assert.That(await client.GetStringAsync("/health"), Is.EqualTo("Healthy"));
            },
            ("Okta__acme__BaseAddress", okta.BaseAddress.AbsoluteUri), ("Okta__acme__Credential__ClientId", okta.ClientId), ("Okta__acme__Credential__PrivateKeyFile", "okta"),
            ("Okta__acme__Credential__Scopes__0", "okta.users.manage"),
            ("OneLogin__globex__BaseAddress", oneLogin.BaseAddress.AbsoluteUri), ("OneLogin__globex__Credential__ClientId", oneLogin.ClientId),
            ("OneLogin__globex__Credential__ClientSecretFile", "onelogin"),
            ("Agilicus__initech__BaseAddress", agilicus.BaseAddress.AbsoluteUri), ("Agilicus__initech__Credential__AuthenticationDocumentFile", "agilicus"));
    }

    [Test]
    public async Task First_programs_run_as_printed()
    {
        await using var emulators = await IdentityEmulators.StartAllAsync(userCount: 3);
        string[][] pages = [["README.md"], ["docs", "getting-started-okta.md"], ["docs", "getting-started-onelogin.md"], ["docs", "getting-started-agilicus.md"]];
        var programs = pages.SelectMany(FreshProject.Programs).ToArray();
        Assert.That(programs, Has.Length.EqualTo(7));

        var project = new FreshProject("Printed");
        foreach (var program in programs)
        {
            await project.WriteAsync(program, usings: FreshProject.AsPrinted);
            var output = await project.RunAsync(
                ("OKTA_BASE_URL", emulators.Okta.BaseAddress.AbsoluteUri), ("OKTA_API_TOKEN", emulators.Okta.ApiToken),
                ("ONELOGIN_BASE_URL", emulators.OneLogin.BaseAddress.AbsoluteUri), ("ONELOGIN_CLIENT_ID", emulators.OneLogin.ClientId),
                ("ONELOGIN_CLIENT_SECRET", emulators.OneLogin.ClientSecret), ("AGILICUS_BASE_URL", emulators.Agilicus.BaseAddress.AbsoluteUri),
                ("AGILICUS_ACCESS_TOKEN", emulators.Agilicus.AccessToken), ("AGILICUS_ORG_ID", emulators.Agilicus.OrgId));
            Assert.That(output, Does.Contain("@example."), program);
        }
    }

    [Test]
    public async Task Worker_runs_from_configuration()
    {
        await using var okta = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 3 });
        var project = new FreshProject("Worker", "Microsoft.NET.Sdk.Worker").WithVersion("Microsoft.Extensions.Hosting", "10.0.0");
        await project.WriteAsync(
            FreshProject.Fence("configuration.md", "Host.CreateApplicationBuilder") + "\nbuilder.Build().Run();\n\n" + FreshProject.Fence("configuration.md", "BackgroundService"),
            usings: "IdentitySdk.Okta Microsoft.Extensions.Hosting");

        var output = await project.RunAsync(("Okta__acme__BaseAddress", okta.BaseAddress.AbsoluteUri), ("Okta__acme__Credential__ApiToken", okta.ApiToken));

        Assert.That(output, Does.Contain("3 users"));
    }

    [Test]
    public async Task Unit_tests_with_fakes_pass()
    {
        var project = new FreshProject("UnitTests").With("NUnit", "NUnit3TestAdapter", "Microsoft.NET.Test.Sdk", "NSubstitute");
        string[] fences = ["class Offboarding", "All_users_of_both_pages", "User_who_does_not_exist", "Short_wait_is_left"];
        await project.WriteAsync(
            "public sealed class OffboardingTests\n{\n" + string.Join("\n\n", fences.Select(start => FreshProject.Fence("testing-your-code.md", start))) + """


                [Test]
                public async Task Whole_client_and_failing_list_are_as_printed()
                {

            """ + FreshProject.Fence("testing-your-code.md", "Substitute.For<OktaClient>") + "\n" + FreshProject.Fence("testing-your-code.md", "static IEnumerable<Page<User>> Pages") + """

                    Assert.That((await okta.Users.GetAsync("00u1")).Id, Is.EqualTo("00u1"));
                    Assert.That(async () => await list.CountAsync(), Throws.TypeOf<ServerException>());
                }

                private static IdentityApiException[] Exceptions =>
                [
                    new NotFoundException(), new ConflictException(), new InvalidRequestException { VendorCode = "E0000001", Causes = ["a cause"] },
                    new UnauthorizedException(), new ForbiddenException(), new RateLimitedException { RetryAfter = TimeSpan.FromSeconds(1) }, new ServerException(),
                    new InvalidResponseException { Path = "$.id" }, new TransportException("lost", new IOException()) { IsOutcomeUnknown = true },
                    new CredentialException { StatusCode = 401 },
                ];

                [TestCaseSource(nameof(Exceptions))]
                public void Every_exception_can_be_thrown_by_a_fake(IdentityApiException exception)
                {
                    var users = Substitute.For<IUsersClient>();
                    users.GetAsync("1").ThrowsAsync(exception);
                    Assert.That(async () => await users.GetAsync("1"), Throws.Exception.SameAs(exception));
                }
            }

            """,
            properties: "<IsTestProject>true</IsTestProject>",
            usings: "IdentitySdk.Okta NSubstitute NSubstitute.ExceptionExtensions NUnit.Framework");

        Assert.That(await DotNet.RunAsync(project.Folder, "test", "--nologo"), Does.Contain("Passed:    14"));
    }

    [Test]
    public async Task OpenTelemetry_exports_calls_and_metrics()
    {
        await using var okta = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 3 });
        var project = new FreshProject("Export").With("OpenTelemetry", "OpenTelemetry.Exporter.InMemory");
        await project.WriteAsync(
            "List<System.Diagnostics.Activity> spans = [];\nList<Metric> metrics = [];\n" + FreshProject.Fence("observability.md", "CreateTracerProviderBuilder") + """

            using var okta = new OktaClient(new OktaClientOptions { BaseAddress = new Uri(args[0]), Credential = OktaCredential.ApiToken(args[1]) });
            await okta.Users.ListAllAsync().CountAsync();
            metering.ForceFlush();
            Console.WriteLine(string.Join(" ", spans.Select(span => $"{span.Kind} {span.DisplayName}")));
            Console.WriteLine(string.Join(" ", metrics.Select(metric => metric.Name).Order()));
            """,
            usings: "IdentitySdk.Okta OpenTelemetry OpenTelemetry.Metrics OpenTelemetry.Trace");
        await project.BuildAsync();

        var output = await project.RunAsync("dotnet", [Path.Combine("bin", "Debug", "net10.0", "Export.dll"), okta.BaseAddress.AbsoluteUri, okta.ApiToken], []);

        Assert.That(output, Does.StartWith("Client GET Internal GET /api/v1/users\n"));
        Assert.That(output, Does.Contain("identitysdk.client.attempt.duration identitysdk.client.operation.duration identitysdk.client.pages identitysdk.client.rate_limit.remaining"));
    }

    [Test]
    public async Task Native_program_reads_its_configuration()
    {
        if (!new[] { "clang", "gcc" }.Any(linker => File.Exists(Path.Combine("/usr/bin", linker))))
        {
            Assert.Ignore("There is no linker: install clang and zlib1g-dev, as build/native.sh does.");
        }

        await using var okta = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 3 });
        var project = new FreshProject("Native")
            .WithVersion("Microsoft.Extensions.Configuration.Json", "10.0.0").WithVersion("Microsoft.Extensions.Configuration.EnvironmentVariables", "10.0.0");
        await project.WriteAsync(
            FreshProject.Fence("configuration.md", "new ConfigurationBuilder()"),
            // Ignores warnings of third-party assemblies.
            "<OutputType>Exe</OutputType><PublishAot>true</PublishAot><TrimmerSingleWarn>false</TrimmerSingleWarn><ILLinkTreatWarningsAsErrors>false</ILLinkTreatWarningsAsErrors><IlcTreatWarningsAsErrors>false</IlcTreatWarningsAsErrors><MSBuildTreatWarningsAsErrors>false</MSBuildTreatWarningsAsErrors>",
            "IdentitySdk.Okta Microsoft.Extensions.Configuration");

        var log = await DotNet.RunAsync(project.Folder, "publish", "--use-current-runtime", "-o", "out", "-v:q");
        Assert.That(log.Split('\n').Where(line => line.Contains("warning IL") && line.Contains("IdentitySdk")), Is.Empty);
        await File.WriteAllTextAsync(Path.Combine(project.Folder, "out", "appsettings.json"), """{"Okta":{"acme":{"RateLimits":{"Share":0.5}}}}""");
        var output = await project.RunAsync(Path.Combine(project.Folder, "out", "Native"), [], [
            ("Okta__acme__BaseAddress", okta.BaseAddress.AbsoluteUri), ("Okta__acme__Credential__ApiToken", okta.ApiToken)]);
        Assert.That(output.Trim().Split('\n'), Has.Length.EqualTo(3));
    }
}
