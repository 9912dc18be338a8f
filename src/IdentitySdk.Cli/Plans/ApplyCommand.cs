using System.CommandLine;
using IdentitySdk.Cli.Commands;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Vendors;
using IdentitySdk.Directories;

namespace IdentitySdk.Cli.Plans;

/// <summary><c>idsdk apply</c></summary>
internal sealed class ApplyCommand : Command, IDescribedCommand
{
    private readonly Argument<string> _plan = new("plan") { Description = "The plan that idsdk plan has saved." };
    private readonly Option<string?> _journal = CommonOptions.Text("--journal", "Journal of the run (default: the plan's name with .journal).", "file");
    private readonly Option<string[]> _protect = CommonOptions.Many("--protect", "User who is never touched: an id, login or email. May be repeated.", "user");
    private readonly GuardOptions _guard;
    private readonly PlanApplication _application;
    private readonly ConnectOptions _connect;
    private readonly OutputOptions _output;

    public ApplyCommand(CliContext context, VendorCatalog vendors)
        : base("apply", "Apply a saved plan, or go on with one that was stopped or killed: each user is read again first, and left alone if changed since.")
    {
        Arguments.Add(_plan);
        Options.Add(_journal);
        Options.Add(_protect);
        _guard = new GuardOptions(this);
        _application = new PlanApplication(this, context);
        _connect = new ConnectOptions(this, Patience.Of(context), vendors);
        _output = new OutputOptions(this);
        SetAction(RunAsync);
    }

    public string Remarks => """
        Examples:
          idsdk apply plan.json --profile acme --dry-run
          idsdk apply plan.json --profile acme --allow-losing 31 --yes
        """;

    private async Task<int> RunAsync(ParseResult command, CancellationToken cancellationToken)
    {
        var settings = _output.Read(command);
        var path = command.GetRequiredValue(_plan);
        await using var target = await _connect.OpenAsync(command, cancellationToken);
        var plan = await PlanFile.ReadAsync(path, target.Directory, cancellationToken);
        var options = new ApplyOptions { Guard = _guard.Lift(command, plan.Guard), Protected = command.GetValue(_protect) ?? [] };
        var journal = command.GetValue(_journal) ?? PlanFile.JournalOf(path);
        return await _application.RunAsync(command, settings, target, plan, journal, options, start: null, cancellationToken) is { } result
            ? _application.Report(result)
            : ExitCodes.Success;
    }
}
