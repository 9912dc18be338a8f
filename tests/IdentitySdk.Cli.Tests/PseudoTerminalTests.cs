using IdentitySdk.Testing;
using Newtonsoft.Json.Linq;
using Spectre.Console;

namespace IdentitySdk.Tests;

/// <summary>The tool as a process in a terminal.</summary>
[Platform("Linux", Reason = "The numbers of the system calls are Linux's.")]
public sealed class PseudoTerminalTests
{
    private const string OnTerminal = "<\"$PTS\" >\"$PTS\" 2>\"$PTS\"";

    /// <summary>Escape sequences, terminal titles, C1, right-to-left, line breaks, formulas.</summary>
    private static readonly string[] s_hostile =
    [
        "a\u001b[2Jb", "a\u001b]0;owned\u0007b", "a\u009b31mb", "a\u0090payload\u009cb", "a\u202Eb", "a\u2066b\u2069", "a\u200Fb", "a\nb", "a\r\nb", "a\tb",
            "a\u2028b", "a\u0000b",
        "=1+1", "\uFF1D1+1", "+15551234567", "'=1", "a\"b", "a,b", "a\\tb",
    ];

    public static IEnumerable<TestCaseData> Hostile =>
        from format in new[] { "table", "json", "jsonl", "csv", "tsv" } from command in new[] { "users list", "users get",
            "okta users list" } select new TestCaseData(format, command);

    [TestCaseSource(nameof(Hostile))]
    [CancelAfter(120_000)]
    public async Task Terminal_receives_no_control_characters_of_user_data(string format, string command, CancellationToken cancellationToken)
    {
        await using var tenant = await HostileTenantAsync();
        using var terminal = new PseudoTerminal(200);
        var (first, _) = Ids(tenant);
        var arguments = command == "users get" ? $"users get {first} --vendor okta" : command == "users list" ? "users list --vendor okta" : command;

        var result = await ShellRun.RunAsync($"$IDSDK {arguments} --format {format} {OnTerminal}", cancellationToken, tenant, terminal, ("NO_COLOR", "1"));

        Assert.That(result.ExitCode, Is.Zero, terminal.Text);
        var shown = terminal.Text.Replace("\r\n", "\n", StringComparison.Ordinal);
        // The runtime itself switches the keypad mode of a terminal.
        shown = shown.Replace("\u001b[?1h\u001b=", "", StringComparison.Ordinal).Replace("\u001b[?1l\u001b>", "", StringComparison.Ordinal);
        var unsafeCharacters = shown.Where(character =>
            (char.IsControl(character) && character is not ('\n' or '\t')) || character is '\u202E' or '\u2066' or '\u2069' or '\u200F' or '\u2028').Distinct();
        Assert.That(unsafeCharacters.Select(character => $"U+{(int)character:X4}"), Is.Empty, shown);
        if ((format, command) != ("table", "okta users list"))
        {
            Assert.That(shown, Does.Contain("owned"), "the text itself is shown");
        }
    }

    [TestCase("json")]
    [TestCase("jsonl")]
    [TestCase("csv")]
    [TestCase("tsv")]
    [CancelAfter(120_000)]
    public async Task Pipe_receives_every_character_unchanged(string format, CancellationToken cancellationToken)
    {
        await using var tenant = await HostileTenantAsync();
        var columns = format is "csv" or "tsv" ? "--columns profile.nickName" : "";

        var result = await ShellRun.RunAsync($"$IDSDK users list --vendor okta --format {format} {columns}", cancellationToken, tenant);

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(Values(format, result.Out), Is.EqualTo(s_hostile));
        if (format == "csv")
        {
            Assert.That(result.Error, Does.Contain("note: 4 cells that a spreadsheet could run as formulas begin with an added '"));
        }
    }

    [TestCase(60)]
    [TestCase(100)]
    [CancelAfter(60_000)]
    public async Task Table_fits_the_terminal(int columns, CancellationToken cancellationToken)
    {
        using var terminal = new PseudoTerminal(columns);

        await ShellRun.RunAsync($"$IDSDK users list --vendor all --emulator --take 5 --quiet {OnTerminal}", cancellationToken, terminal: terminal,
            variables: ("NO_COLOR", "1"));

        var lines = terminal.Text.Replace("\u001b[?1h\u001b=", "", StringComparison.Ordinal).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines, Has.Length.EqualTo(16), terminal.Text);
        Assert.That(lines.Max(line => line.GetCellWidth()), Is.LessThan(columns).And.GreaterThan(columns / 2), terminal.Text);
    }

    [TestCase("NO_COLOR", "1", false)]
    [TestCase("OTHER", "1", true)]
    [CancelAfter(60_000)]
    public async Task Heading_has_a_style_unless_NO_COLOR_is_set(string variable, string value, bool isStyled, CancellationToken cancellationToken)
    {
        using var terminal = new PseudoTerminal(120);

        await ShellRun.RunAsync($"$IDSDK users list --vendor okta --emulator --take 1 --quiet {OnTerminal}", cancellationToken, terminal: terminal,
            variables: (variable, value));

        Assert.That(terminal.Text, isStyled ? Does.Contain("\u001b[1mVENDOR") : Does.Not.Contain("\u001b[1m").And.Contains("VENDOR"));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Change_is_confirmed_by_a_prompt(CancellationToken cancellationToken)
    {
        await using var tenant = await Tenant.StartAsync("okta");
        var id = await tenant.AddAsync("ada@example.com");
        using var terminal = new PseudoTerminal(200);
        using var process = ShellRun.Start($"$IDSDK users suspend {id} --vendor okta --format tsv --columns status {OnTerminal}", tenant, terminal);

        await terminal.WaitForAsync("Continue? [y/N] ", cancellationToken);
        terminal.Type("y\n");
        await process.WaitForExitAsync(cancellationToken);
        await terminal.EndAsync(cancellationToken);

        Assert.That(process.ExitCode, Is.Zero, terminal.Text);
        Assert.That(terminal.Text, Does.Contain("SUSPENDED"));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Typed_secret_is_not_shown(CancellationToken cancellationToken)
    {
        await using var tenant = await Tenant.StartAsync("okta", 1);
        var folder = Directory.CreateTempSubdirectory("idsdk-login-").FullName;
        using var terminal = new PseudoTerminal(200);
        var address = tenant.Variables.Single(variable => variable.Name == "OKTA_BASE_URL").Value;
        var token = tenant.Variables.Single(variable => variable.Name == "OKTA_API_TOKEN").Value;
        using var process = ShellRun.Start($"$IDSDK login okta --base-url {address} {OnTerminal}", null, terminal, ("IDSDK_CONFIG_DIR", folder),
            ("PATH", "/usr/bin:/bin"));

        await terminal.WaitForAsync("not shown): ", cancellationToken);
        terminal.Type(token + "\n");
        await process.WaitForExitAsync(cancellationToken);
        await terminal.EndAsync(cancellationToken);
        Directory.Delete(folder, recursive: true);

        Assert.That(process.ExitCode, Is.Zero, terminal.Text);
        Assert.That(terminal.Text, Does.Contain("saved okta:default").And.Not.Contain(token));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task Progress_shows_the_remaining_budget_when_output_is_redirected(CancellationToken cancellationToken)
    {
        await using var tenant = await Tenant.StartAsync("okta", 3000);
        using var terminal = new PseudoTerminal(200);

        var result = await ShellRun.RunAsync("$IDSDK users list --vendor okta --format jsonl 2>\"$PTS\"", cancellationToken, tenant, terminal);

        Assert.That(result.Lines, Has.Length.EqualTo(3000).Or.Length.GreaterThan(2500));
        Assert.That(terminal.Text, Does.Match(@" users in [\d.]+ s, [\d,]+ a second, [\d,]+ of [\d,]+ requests left"));
    }

    private static (string First, int Count) Ids(Tenant tenant)
    {
        var users = ((OktaEmulator)tenant.Emulator).Users;
        return (users.Ids.Skip(1).First(), users.Ids.Count());
    }

    private static async Task<Tenant> HostileTenantAsync()
    {
        var tenant = await Tenant.StartAsync("okta");
        var okta = (OktaEmulator)tenant.Emulator;
        foreach (var (name, number) in s_hostile.Select((name, number) => (name, number)))
        {
            okta.Users.Add(new OktaPerson { Login = $"user{number}@example.com", FirstName = name, Profile = { ["nickName"] = name } });
        }

        return tenant;
    }

    private static IEnumerable<string> Values(string format, string output) => format switch
    {
        "json" => JArray.Parse(output).Select(user => (string)user["profile"]!["nickName"]!),
        "jsonl" => output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => (string)JObject.Parse(line)["profile"]!["nickName"]!),
        "tsv" => output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Unescape),
        _ => Csv(output).Skip(1).Select(cell => cell.StartsWith('\'') ? cell[1..] : cell),
    };

    private static string Unescape(string cell)
    {
        var text = new System.Text.StringBuilder();
        for (var index = 0; index < cell.Length; index++)
        {
            text.Append(cell[index] != '\\' ? cell[index] : cell[++index] switch { 't' => '\t', 'n' => '\n', 'r' => '\r', var other => other });
        }

        return text.ToString();
    }

    /// <summary>An independent CSV reader for one column.</summary>
    private static IEnumerable<string> Csv(string output)
    {
        for (var at = 0; at < output.Length;)
        {
            var cell = new System.Text.StringBuilder();
            if (output[at] == '"')
            {
                for (at++; output[at] != '"' || output[at + 1] == '"'; at++)
                {
                    at += output[at] == '"' ? 1 : 0;
                    cell.Append(output[at]);
                }

                at++;
            }
            else
            {
                for (; !output.AsSpan(at).StartsWith("\r\n"); at++)
                {
                    cell.Append(output[at]);
                }
            }

            at += 2;
            yield return cell.ToString();
        }
    }
}
