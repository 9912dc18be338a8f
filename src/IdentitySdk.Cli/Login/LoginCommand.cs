using System.CommandLine;
using IdentitySdk.Cli.Commands;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Profiles;
using IdentitySdk.Cli.Vendors;

namespace IdentitySdk.Cli.Login;

/// <summary><c>idsdk login</c></summary>
internal sealed class LoginCommand : Command, IDescribedCommand
{
    private readonly CliContext _context;
    private readonly VendorCatalog _vendors;
    private readonly Argument<string> _vendor = new("vendor");
    private readonly Option<string> _name = new("--name") { Description = "Name of the profile.", HelpName = "name", DefaultValueFactory = _ => "default" };
    private readonly Option<string?> _kind;
    private readonly Option<string?> _baseUrl = CommonOptions.Text("--base-url", "Base URL of the vendor's API, such as https://example.com.", "url");
    private readonly Option<string?> _secretFile = CommonOptions.Text("--secret-file", "File that contains the secret; - for standard input.", "file");
    private readonly Option<bool> _noCheck = CommonOptions.Flag("--no-check", "Save the credential without checking it with a request.");
    private readonly Dictionary<string, Option<string?>> _values = [];

    public LoginCommand(CliContext context, VendorCatalog vendors)
        : base("login", "Save a credential as a profile, after checking it with a request. The secret is prompted for, or read from a file or a variable.")
    {
        (_context, _vendors) = (context, vendors);
        _vendor.Description = $"{string.Join(", ", vendors.Names)}.";
        _vendor.CompletionSources.Add([.. vendors.Names]);
        _kind = CommonOptions.Text("--kind", $"Kind of credential. {string.Join(" ", vendors.All.Select(Kinds))}", "kind");
        _kind.CompletionSources.Add([.. vendors.All.SelectMany(static vendor => vendor.Credentials).Select(static kind => kind.Name).Distinct()]);
        Arguments.Add(_vendor);
        this.AddOptions(_name, _kind, _baseUrl, _secretFile, _noCheck);
        foreach (var group in vendors.All.SelectMany(static vendor => vendor.OtherVariables.Select(each => (vendor, each.Name, each.Help)))
            .GroupBy(static each => OptionName(each.vendor, each.Name)))
        {
            var option = CommonOptions.Text(group.Key, string.Join(" ", group.Select(static each => $"{each.vendor.Name}: {each.Help}.")), "value");
            Options.Add(option);
            _values.Add(group.Key, option);
        }

        SetAction(RunAsync);
    }

    public string Remarks => string.Join('\n', _vendors.All.Select(static vendor => vendor.Credentials[0] is var kind && kind.Required.Count == 0
        ? $"  idsdk login {vendor.Name} --name acme{Url(vendor)} --kind {kind.Name} --secret-file secret.txt"
        : $"  idsdk login {vendor.Name} --name acme{Url(vendor)}"
            + $"{string.Concat(kind.Required.Select(name => $" {OptionName(vendor, name)} …"))} --secret-file -")
        .Prepend("Examples:"));

    private static string Url(IVendor vendor) => vendor.DefaultBaseUrl is null ? " --base-url https://…" : "";

    private static string Kinds(IVendor vendor) => $"{vendor.Name}: {string.Join(", ", vendor.Credentials.Select(static kind => kind.Name))}.";

    /// <summary>The option for a variable: its name without the vendor's prefix.</summary>
    private static string OptionName(IVendor vendor, string variable) => $"--{variable[(vendor.Name.Length + 1)..].ToLowerInvariant().Replace('_', '-')}";

    private async Task RunAsync(ParseResult command, CancellationToken cancellationToken)
    {
        var connector = new Connector(_context, _vendors);
        var vendor = connector.Vendor(command.GetRequiredValue(_vendor));
        var name = ProfileName.Parse("--name", command.GetRequiredValue(_name), vendor.Name);
        var environment = VendorSettings.OfEnvironment(null, _context);
        var kind = Kind(vendor, command.GetValue(_kind), environment);
        CheckOptions(vendor, command);
        var values = Values(vendor, kind, command, environment);
        var secrets = new Dictionary<string, string> { [kind.Secret] = Secret(kind, command.GetValue(_secretFile), environment) };
        var settings = new VendorSettings(null, variable =>
            values.GetValueOrDefault(variable) ?? secrets.GetValueOrDefault(variable), _context) { Profile = $"{name}" };
        await CheckAsync(new VendorConnection(vendor, settings, emulator: null), command.GetValue(_noCheck), cancellationToken);
        if (connector.Profiles.Save(name, values, secrets) is { } warning)
        {
            Terminal.WriteWarning(_context.Console, warning + ".");
        }

        await _context.Console.Error.WriteLineAsync($"idsdk: saved {name}; it is the current profile.");
    }

    private static CredentialKind Kind(IVendor vendor, string? name, VendorSettings environment)
    {
        if (name is null)
        {
            return vendor.Credentials.FirstOrDefault(kind => environment.Variable(kind.Secret) is not null) ?? vendor.Credentials[0];
        }

        return vendor.Credentials.FirstOrDefault(kind => kind.Name == name)
            ?? throw UsageException.Unknown("--kind", name, [.. vendor.Credentials.Select(static kind => kind.Name)]);
    }

    /// <summary>Rejects options of other vendors, which would be ignored.</summary>
    private void CheckOptions(IVendor vendor, ParseResult command)
    {
        var own = vendor.OtherVariables.Select(each => OptionName(vendor, each.Name)).ToList();
        if (_values.FirstOrDefault(each => !own.Contains(each.Key) && command.GetValue(each.Value) is not null).Key is { } foreign)
        {
            throw new UsageException($"{foreign} is not an option of {vendor.Name}.");
        }
    }

    /// <summary>The values that are not secret: from options or the environment, otherwise prompted for where they are required.</summary>
    private Dictionary<string, string> Values(IVendor vendor, CredentialKind kind, ParseResult command, VendorSettings environment)
    {
        var values = new Dictionary<string, string>();
        Add(vendor.BaseUrlVariable, "--base-url", command.GetValue(_baseUrl), vendor.DefaultBaseUrl is null);
        var others = vendor.OtherVariables.Select(static each => each.Name)
            .Where(name => !vendor.Credentials.Any(other => other != kind && Uses(other, name)) || Uses(kind, name));
        foreach (var variable in others)
        {
            var option = OptionName(vendor, variable);
            Add(variable, option, command.GetValue(_values[option]), kind.Required.Contains(variable));
        }

        return values;

        static bool Uses(CredentialKind kind, string name) => kind.Required.Contains(name) || kind.Optional.Contains(name);

        void Add(string variable, string option, string? given, bool isRequired)
        {
            var value = given ?? environment.Variable(variable)
                ?? (isRequired ? Prompt($"{variable}: ") ?? throw new UsageException($"{option} is missing, and {variable} is not set.") : null);
            if (!string.IsNullOrEmpty(value))
            {
                values[variable] = value;
            }
        }
    }

    private string Secret(CredentialKind kind, string? file, VendorSettings environment)
    {
        var secret = file is not null ? TextFile.Read("--secret-file", file, _context.Console).Trim() : environment.Variable(kind.Secret) ?? PromptSecret(kind);
        return string.IsNullOrEmpty(secret) ? throw new UsageException($"No secret: use --secret-file (- for standard input), or set {kind.Secret}.")
            : secret;
    }

    private string? Prompt(string prompt) => Terminal.CanPrompt(_context.Console) ? Terminal.Prompt(_context.Console, prompt) : null;

    private string? PromptSecret(CredentialKind kind) => Terminal.CanPrompt(_context.Console)
        ? _context.Console.ReadSecret($"{kind.Secret} ({kind.Help}; not shown): ")?.Trim()
        : null;

    /// <summary>Checks the credential with one request.</summary>
    private async Task CheckAsync(VendorConnection connection, bool isSkipped, CancellationToken cancellationToken)
    {
        await using (connection)
        {
            _ = connection.Client;
            if (isSkipped)
            {
                return;
            }

            await using var users = connection.ListUsersAsync(new UserQuery { PageSize = 1 }, cancellationToken).GetAsyncEnumerator(cancellationToken);
            if (!await users.MoveNextAsync())
            {
                _context.Note($"{connection.Name} accepts the credential, but lists no users. {connection.Vendor.Users.EmptyListHelp}");
            }
        }
    }
}
