using IdentitySdk.Cli.Agilicus;
using IdentitySdk.Cli.Okta;
using IdentitySdk.Cli.OneLogin;
using IdentitySdk.Cli.Vendors;
using IdentitySdk.Testing;

namespace IdentitySdk.Tests;

/// <summary>An emulator over HTTP that retains its state for several runs of the tool.</summary>
internal sealed class Tenant : IAsyncDisposable
{
    private readonly EmulatedVendor _vendor;

    private Tenant(EmulatedVendor vendor) => _vendor = vendor;

    public long RequestCount => _vendor.Emulator.RequestCount;

    public VendorEmulator Emulator => _vendor.Emulator;

    /// <summary>The environment variables for the emulator.</summary>
    public IReadOnlyList<(string Name, string Value)> Variables => _vendor.Variables;

    public static async Task<Tenant> StartAsync(string vendor, int users = 0)
    {
        IVendor known = vendor switch { "okta" => new OktaVendor(), "onelogin" => new OneLoginVendor(), _ => new AgilicusVendor() };
        return new Tenant(await known.StartEmulatorAsync(new EmulatorSettings(users, System.Net.IPAddress.Loopback, 0, null), CancellationToken.None));
    }

    /// <summary>Runs <c>idsdk users …</c>.</summary>
    /// <param name="args">The further arguments.</param>
    /// <param name="typed">The input on a terminal; null without a terminal.</param>
    /// <param name="allowUnknownYes">Whether <c>--yes</c> is left out for a command that does not have it.</param>
    public Task<ToolResult> RunAsync(string[] args, string? typed = null, bool allowUnknownYes = false)
    {
        string[] own = allowUnknownYes && args[0] is "find" or "groups" ? [.. args.Where(arg => arg != "--yes")] : args;
        return Tool(typed).WithArgumentsAsync(["users", .. own, "--vendor", _vendor.Vendor]);
    }

    /// <summary>A tool with the environment variables for the emulator.</summary>
    public Tool Tool(string? typed = null)
    {
        var tool = new Tool { In = typed ?? "", IsInTerminal = typed is not null, IsErrorTerminal = typed is not null };
        foreach (var (name, value) in _vendor.Variables)
        {
            tool.Variables.Add(name, value);
        }

        return tool;
    }

    /// <summary>Creates an active user.</summary>
    /// <returns>The id.</returns>
    public async Task<string> AddAsync(string email)
    {
        string[] login = _vendor.Vendor == "agilicus" ? [] : ["--login", email];
        var tool = Tool();
        tool.In = "Present-1\n";
        string[] password = _vendor.Vendor == "agilicus" ? [] : ["--password-file", "-"];
        var created = await tool.WithArgumentsAsync(
            ["users", "create", .. login, "--email", email, "--given-name", "Ada", "--family-name", "Lovelace", .. password, "--yes", "--vendor",
                _vendor.Vendor, "--format", "json"]);
        Assert.That(created.ExitCode, Is.Zero, created.Error);
        return (string)Newtonsoft.Json.Linq.JObject.Parse(created.Out)["id"]!;
    }

    public ValueTask DisposeAsync() => _vendor.Emulator.DisposeAsync();
}
