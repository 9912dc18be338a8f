using System.CommandLine;
using IdentitySdk.Cli.Commands;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Output;
using IdentitySdk.Cli.Profiles;
using IdentitySdk.Cli.Vendors;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Cli.Login;

/// <summary><c>idsdk profiles</c></summary>
internal sealed class ProfilesCommand : Command
{
    private readonly CliContext _context;
    private readonly ProfileStore _profiles;

    public ProfilesCommand(CliContext context, VendorCatalog vendors)
        : base("profiles", "Manage saved credentials.")
    {
        _context = context;
        _profiles = new Connector(context, vendors).Profiles;
        Subcommands.Add(ListCommand());
        Subcommands.Add(NamedCommand("use", "Make a profile the current one, which is used by default.", (_, name) => _profiles.Use(name)));
        Subcommands.Add(RemoveCommand());
    }

    private Command RemoveCommand()
    {
        ChangeOptions? change = null;
        var remove = NamedCommand("remove", "Remove a profile and its secret.", (command, name) =>
        {
            _profiles.Get(name);
            if (change!.Confirm(command, _context, $"The profile {name} and its secret are removed from this machine."))
            {
                _profiles.Remove(name);
            }
        });
        change = new ChangeOptions(remove);
        return remove;
    }

    private Command ListCommand()
    {
        var list = new Command("list", "List the profiles; secrets are not shown.");
        var output = new OutputOptions(list);
        list.SetAction(async command =>
        {
            var current = _profiles.Current;
            var records = _profiles.All.Select(profile => new OutputRecord(new JObject
            {
                ["profile"] = $"{profile.Name}",
                ["current"] = profile.Name == current ? "yes" : "",
                ["address"] = profile.Values.FirstOrDefault(static value => value.Key.EndsWith("_BASE_URL", StringComparison.Ordinal)).Value ?? "",
                ["credential"] = string.Join(", ", profile.Secrets),
                ["store"] = profile.Store,
            }));
            await RecordOutput.WriteListAsync(output.Read(command), _context, records, ["profile", "current", "address", "credential", "store"]);
        });
        return list;
    }

    private Command NamedCommand(string name, string description, Action<ParseResult, ProfileName> run)
    {
        var command = new Command(name, description);
        var profile = new Argument<string>("profile") { Description = "The profile, such as vendor:acme." };
        profile.CompletionSources.Add(_ => _profiles.All.Select(static each => $"{each.Name}"));
        command.Arguments.Add(profile);
        command.SetAction(result => run(result, ProfileName.Parse("profile", result.GetRequiredValue(profile))));
        return command;
    }
}
