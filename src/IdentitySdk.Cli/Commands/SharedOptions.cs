using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Output;
using IdentitySdk.Cli.Vendors;

namespace IdentitySdk.Cli.Commands;

/// <summary>The options of every command about users: vendor, base URL or emulator, format.</summary>
internal sealed class SharedOptions
{
    private const int DefaultEmulatorUsers = 1000;
    private readonly VendorCatalog _vendors;
    private readonly Option<string> _vendor;
    private readonly Option<string?> _baseUrl = new("--base-url")
    {
        Description = "Base URL of the vendor's API, such as https://example.com.",
        HelpName = "url",
    };

    private readonly Option<bool> _emulator = new("--emulator") { Description = "Use a built-in emulator on loopback instead of the vendor." };
    private readonly Option<int?> _emulatorUsers = Number("--emulator-users", $"Number of users in the emulator (default: {DefaultEmulatorUsers}).");
    private readonly Option<OutputFormat> _format = Choice(
        "--format", "table (default), json, jsonl or csv. json and jsonl contain everything the vendor sent.", OutputFormat.Table);

    public SharedOptions(Command command, VendorCatalog vendors, params string[] names)
    {
        _vendors = vendors;
        _vendor = new Option<string>("--vendor") { Description = string.Join(", ", names) + ".", Required = true, HelpName = "vendor" };
        _vendor.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !names.Contains(token.Value))
            {
                result.AddError($"--vendor must be one of {string.Join(", ", names)}.");
            }
        });
        foreach (Option option in new Option[] { _vendor, _baseUrl, _emulator, _emulatorUsers, _format })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>An option whose value is a whole number of 1 or more.</summary>
    public static Option<int?> Number(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "n",
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
            {
                return number;
            }

            result.AddError($"{name} must be a whole number of 1 or more.");
            return null;
        },
    };

    public string Vendor(ParseResult command) => command.GetRequiredValue(_vendor);

    public OutputFormat Format(ParseResult command) => command.GetValue(_format);

    /// <summary>Opens every vendor before the first request: a missing credential is reported before anything is listed.</summary>
    public async Task<UserSources> OpenAsync(ParseResult command, CliContext context, CancellationToken cancellationToken)
    {
        var vendors = _vendors.Find(Vendor(command));
        var baseUrl = command.GetValue(_baseUrl);
        var isEmulated = command.GetValue(_emulator);
        Check(vendors, baseUrl, isEmulated, command.GetValue(_emulatorUsers));
        var sources = new UserSources();
        try
        {
            foreach (var vendor in vendors)
            {
                sources.Add(isEmulated
                    ? await vendor.EmulateAsync(command.GetValue(_emulatorUsers) ?? DefaultEmulatorUsers, context.Configure, cancellationToken)
                    : vendor.Connect(new VendorSettings(baseUrl, context)));
            }

            return sources;
        }
        catch
        {
            await sources.DisposeAsync();
            throw;
        }
    }

    private static void Check(IReadOnlyList<IVendor> vendors, string? baseUrl, bool isEmulated, int? emulatorUsers)
    {
        if (baseUrl is not null && isEmulated)
        {
            throw new UsageException("--base-url and --emulator cannot be combined.");
        }

        if (baseUrl is not null && vendors.Count > 1)
        {
            throw new UsageException("--base-url works with one vendor only; with --vendor all, set each vendor's BASE_URL variable.");
        }

        if (emulatorUsers is not null && !isEmulated)
        {
            throw new UsageException("--emulator-users requires --emulator.");
        }
    }

    private static Option<T> Choice<T>(string name, string description, T defaultValue)
        where T : struct, Enum => new(name)
        {
            Description = description,
            HelpName = "format",
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (Enum.GetNames<T>().FirstOrDefault(each => each.ToLowerInvariant() == text) is { } known)
                {
                    return Enum.Parse<T>(known);
                }

                result.AddError($"{name} must be one of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}.");
                return defaultValue;
            },
        };
}
