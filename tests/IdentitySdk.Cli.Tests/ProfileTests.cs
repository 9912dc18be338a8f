using System.Runtime.Versioning;
using IdentitySdk.Testing;

namespace IdentitySdk.Tests;

public sealed class ProfileTests
{
    private string _folder = "";

    [SetUp]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory("idsdk-profiles-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Login_checks_saves_and_makes_current()
    {
        await using var okta = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 2 });

        var login = await LoginAsync(okta, okta.ApiToken);
        var list = await Tool().WithArgumentsAsync(["users", "list", "--format", "jsonl"]);

        Assert.That(login.ExitCode, Is.Zero, login.Error);
        Assert.That(login.Error, Does.Contain("idsdk: saved okta:acme; it is the current profile.").And.Not.Contain(okta.ApiToken));
        Assert.That(okta.RequestCount, Is.EqualTo(2));
        Assert.That(list.Lines, Has.Length.EqualTo(2), list.Error);
    }

    [Test]
    public async Task Login_that_the_vendor_rejects_saves_nothing()
    {
        await using var okta = await OktaEmulator.StartAsync();

        var login = await LoginAsync(okta, "wrong-token");

        Assert.That(login.ExitCode, Is.EqualTo(1));
        Assert.That(login.Error, Does.Contain("not authenticated"));
        Assert.That(Directory.GetFiles(_folder), Is.Empty);
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "There are no modes.")]
    [UnsupportedOSPlatform("windows")]
    public async Task Secrets_without_a_store_are_in_a_private_file_with_a_warning()
    {
        await using var okta = await OktaEmulator.StartAsync();

        var login = await LoginAsync(okta, okta.ApiToken);

        Assert.That(login.Error, Does.Contain("idsdk: warning: this system has no secret store"));
        foreach (var file in Directory.GetFiles(_folder).Where(path => path.EndsWith(".json", StringComparison.Ordinal)))
        {
            Assert.That(File.GetUnixFileMode(file), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite), file);
        }

        Assert.That(await File.ReadAllTextAsync(Path.Combine(_folder, "profiles.json")), Does.Not.Contain(okta.ApiToken));
    }

    [Test]
    [Platform("Linux", Reason = "The store is a program of Linux.")]
    [UnsupportedOSPlatform("windows")]
    public async Task Secrets_are_passed_to_the_system_store_by_standard_input()
    {
        await using var okta = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 1 });
        var store = FakeSecretTool();
        var tool = Tool(okta.ApiToken);
        tool.Variables["PATH"] = store;

        var login = await tool.WithArgumentsAsync(LoginArguments(okta));
        var reader = Tool();
        reader.Variables["PATH"] = store;
        var list = await reader.WithArgumentsAsync(["users", "list", "--profile", "okta:acme", "--format", "jsonl"]);
        var remover = Tool();
        remover.Variables["PATH"] = store;
        var remove = await remover.WithArgumentsAsync(["profiles", "remove", "okta:acme", "--yes"]);

        Assert.That(login.Error, Does.Not.Contain("warning"));
        Assert.That(list.Lines, Has.Length.EqualTo(1), list.Error);
        Assert.That(remove.ExitCode, Is.Zero, remove.Error);
        var log = await File.ReadAllTextAsync(Path.Combine(store, "log"));
        Assert.That(log, Does.StartWith("store --label=idsdk okta:acme/OKTA_API_TOKEN service idsdk account okta:acme/OKTA_API_TOKEN\n"));
        Assert.That(log, Does.EndWith("clear service idsdk account okta:acme/OKTA_API_TOKEN\n").And.Not.Contain(okta.ApiToken));
        Assert.That(File.Exists(Path.Combine(_folder, "secrets.json")), Is.False);
    }

    [Test]
    [Platform("Linux", Reason = "The store is a program of Linux.")]
    [UnsupportedOSPlatform("windows")]
    public async Task Locked_store_is_skipped_with_a_warning()
    {
        await using var okta = await OktaEmulator.StartAsync();
        var tool = Tool(okta.ApiToken);
        tool.Variables["PATH"] = Script("secret-tool", "exit 1");

        var login = await tool.WithArgumentsAsync(LoginArguments(okta));

        Assert.That(login.ExitCode, Is.Zero);
        Assert.That(login.Error, Does.Contain("warning: this system has no secret store that idsdk can use"));
    }

    [Test]
    [Platform("Linux", Reason = "The store is a program of Linux.")]
    [UnsupportedOSPlatform("windows")]
    public async Task New_login_removes_the_secret_from_the_previous_store()
    {
        await using var okta = await OktaEmulator.StartAsync();
        await LoginAsync(okta, okta.ApiToken);
        var tool = Tool(okta.ApiToken);
        tool.Variables["PATH"] = FakeSecretTool();

        await tool.WithArgumentsAsync(LoginArguments(okta));

        Assert.That(await File.ReadAllTextAsync(Path.Combine(_folder, "secrets.json")), Does.Not.Contain(okta.ApiToken));
    }

    [Test]
    public async Task Private_key_and_its_settings_are_saved_as_a_profile()
    {
        await using var okta = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 1 });
        var key = Path.Combine(_folder, "key.pem");
        using var rsa = System.Security.Cryptography.RSA.Create(2048);
        await File.WriteAllTextAsync(key, rsa.ExportPkcs8PrivateKeyPem());
        var tool = Tool();

        var login = await tool.WithArgumentsAsync(
            ["login", "okta", "--base-url", $"{okta.BaseAddress}", "--kind", "private-key", "--client-id", "0oa1", "--scopes", "okta.users.read",
                "--secret-file", key, "--no-check"]);
        var profiles = await Tool().WithArgumentsAsync(["profiles", "list", "--format", "tsv"]);

        Assert.That(login.ExitCode, Is.Zero, login.Error);
        Assert.That(profiles.Out, Is.EqualTo($"okta:default\tyes\t{okta.BaseAddress}\tOKTA_PRIVATE_KEY\tfile\n"));
    }

    [Test]
    public async Task Login_prompts_for_the_secret_on_a_terminal()
    {
        await using var oneLogin = await OneLoginEmulator.StartAsync();
        var tool = Tool(input: $"{oneLogin.BaseAddress}\n{oneLogin.ClientId}\n{oneLogin.ClientSecret}\n");

        var login = await tool.WithArgumentsAsync(["login", "onelogin"]);

        Assert.That(login.ExitCode, Is.Zero, login.Error);
        Assert.That(login.Error, Does.Contain("ONELOGIN_BASE_URL: ONELOGIN_CLIENT_ID: ONELOGIN_CLIENT_SECRET (an API credential pair; not shown): "));
    }

    [Test]
    public async Task Profiles_can_be_used_and_removed()
    {
        await using var okta = await OktaEmulator.StartAsync();
        await LoginAsync(okta, okta.ApiToken);
        await Tool(okta.ApiToken).WithArgumentsAsync([.. LoginArguments(okta).SkipLast(1), "other"]);

        var use = await Tool().WithArgumentsAsync(["profiles", "use", "okta:acme"]);
        var list = await Tool().WithArgumentsAsync(["profiles", "list", "--format", "csv", "--columns", "profile,current"]);
        var unconfirmed = await Tool().WithArgumentsAsync(["profiles", "remove", "okta:acme"]);
        var remove = await Tool().WithArgumentsAsync(["profiles", "remove", "okta:acme", "--yes"]);
        var gone = await Tool().WithArgumentsAsync(["users", "list", "--profile", "okta:acme"]);

        Assert.That(use.ExitCode, Is.Zero, use.Error);
        Assert.That(list.Out, Is.EqualTo("profile,current\r\nokta:acme,yes\r\nokta:other,\r\n"));
        Assert.That(unconfirmed.ExitCode, Is.EqualTo(5));
        Assert.That(remove.ExitCode, Is.Zero);
        gone.AssertFailed(2, "There is no profile okta:acme.");
    }

    [TestCase("users list --profile okta:nobody", "There is no profile okta:nobody. There are no profiles yet: idsdk login.")]
    [TestCase("users list --profile nobody", "--profile has the form vendor:name.")]
    [TestCase("users list --vendor okta --profile onelogin:x", "--profile names a profile of onelogin, but the vendor is okta.")]
    [TestCase("users list --profile okta:a/b", "--profile: a profile name may contain letters, digits, '.', '_' and '-', at most 64 characters.")]
    [TestCase("users list --profile okta:acme --base-url https://example.okta.com",
        "A profile has its own base URL, and its credential is not sent to another address: leave out --base-url.")]
    [TestCase("users list --vendor okta --emulator --profile acme", "--profile and --emulator cannot be combined.")]
    [TestCase("users list --vendor all --profile okta:acme",
        "--profile works with one vendor only; with --vendor all, each vendor's variables or current profile is used.")]
    [TestCase("profiles use okta:acme", "There is no profile okta:acme. There are no profiles yet: idsdk login.")]
    [TestCase("login azure", "The vendor 'azure' must be one of okta, onelogin, agilicus.")]
    [TestCase("login oneloging", "The vendor 'oneloging' must be one of okta, onelogin, agilicus. Did you mean 'onelogin'?")]
    [TestCase("login okta", "--base-url is missing, and OKTA_BASE_URL is not set.")]
    [TestCase("login okta --base-url https://example.okta.com", "No secret: use --secret-file (- for standard input), or set OKTA_API_TOKEN.")]
    [TestCase("login okta --base-url https://example.okta.com --kind private-key", "--client-id is missing, and OKTA_CLIENT_ID is not set.")]
    [TestCase("login okta --base-url https://example.okta.com --kind password", "--kind must be one of api-token, private-key, access-token.")]
    [TestCase("login okta --base-url https://example.okta.com --org-id 1", "--org-id is not an option of okta.")]
    [TestCase("login okta --base-url https://example.okta.com --secret-file /", "--secret-file: / is a folder.")]
    [TestCase("login okta --base-url https://example.okta.com --secret-file -", "--secret-file: standard input is empty.")]
    public async Task Invalid_profile_or_login_is_reported_in_one_line(string args, string line) =>
        (await Tool().WithArgumentsAsync(args.Split(' '))).AssertFailed(2, line);

    [Test]
    public async Task Secret_is_never_an_argument()
    {
        var result = await Tool().WithArgumentsAsync(["login", "okta", "--base-url", "https://example.okta.com", "--secret", IdentitySdk.Tests.Tool.Secret]);

        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain("Did you mean '--secret-file'?").And.Not.Contain(IdentitySdk.Tests.Tool.Secret));
    }

    [Test]
    public async Task Damaged_profiles_are_reported_and_not_overwritten()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "profiles.json"), "{\"profiles\": ");
        await using var okta = await OktaEmulator.StartAsync();

        var result = await LoginAsync(okta, okta.ApiToken);

        Assert.That(result.ExitCode, Is.EqualTo(1));
        Assert.That(result.Error, Does.Contain("is not valid JSON"));
        Assert.That(await File.ReadAllTextAsync(Path.Combine(_folder, "profiles.json")), Is.EqualTo("{\"profiles\": "));
    }

    [Test]
    public async Task Concurrent_logins_are_all_saved()
    {
        await using var okta = await OktaEmulator.StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() =>
            Tool(okta.ApiToken).WithArgumentsAsync(["login", "okta", "--base-url", $"{okta.BaseAddress}", "--name", $"n{number}", "--no-check"]))));

        var list = await Tool().WithArgumentsAsync(["profiles", "list", "--format", "tsv"]);
        Assert.That(list.Lines, Has.Length.EqualTo(8));
    }

    [Test]
    public async Task Variable_with_FILE_suffix_reads_the_file()
    {
        await using var okta = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 1 });
        var file = Path.Combine(_folder, "token");
        await File.WriteAllTextAsync(file, okta.ApiToken + "\n");
        var tool = Tool();
        tool.Variables["OKTA_BASE_URL"] = $"{okta.BaseAddress}";
        tool.Variables["OKTA_API_TOKEN_FILE"] = file;

        var result = await tool.WithArgumentsAsync(["users", "list", "--vendor", "okta", "--format", "jsonl"]);

        Assert.That(result.Lines, Has.Length.EqualTo(1), result.Error);
    }

    private static string[] LoginArguments(OktaEmulator okta) => ["login", "okta", "--base-url", $"{okta.BaseAddress}", "--name", "acme"];

    private Task<ToolResult> LoginAsync(OktaEmulator okta, string token) => Tool(token).WithArgumentsAsync(LoginArguments(okta));

    private Tool Tool(string? token = null, string? input = null)
    {
        var tool = new Tool { ConfigFolder = _folder, In = input ?? "", IsInTerminal = input is not null, IsErrorTerminal = input is not null };
        if (token is not null)
        {
            tool.Variables["OKTA_API_TOKEN"] = token;
        }

        return tool;
    }

    [UnsupportedOSPlatform("windows")]
    private string Script(string name, string text)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "bin")).FullName;
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, "#!/bin/sh\nPATH=/usr/bin:/bin\n" + text + "\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return folder;
    }

    /// <summary>A program with the same arguments that keeps its secrets in files.</summary>
    [UnsupportedOSPlatform("windows")]
    private string FakeSecretTool() => Script("secret-tool", """
        echo "$*" >> "$(dirname "$0")/log"
        for name; do :; done
        file="$(dirname "$0")/$(echo "$name" | tr '/:' '__')"
        case "$1" in store) cat > "$file" ;; lookup) cat "$file" ;; clear) rm "$file" ;; esac
        """);
}
