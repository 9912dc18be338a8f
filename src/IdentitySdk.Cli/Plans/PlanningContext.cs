using System.CommandLine;
using IdentitySdk.Cli.Commands;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Output;
using IdentitySdk.Cli.Vendors;
using IdentitySdk.Directories;

namespace IdentitySdk.Cli.Plans;

/// <summary>What commands that make plans have in common: source, rules, vendor and output.</summary>
internal sealed class PlanningContext
{
    private readonly VendorCatalog _vendors;
    private readonly SourceOptions _source;
    private readonly PlanRules _rules;

    /// <summary>Adds the options to a command.</summary>
    public PlanningContext(Command command, CliContext context, VendorCatalog vendors)
    {
        (Context, _vendors) = (context, vendors);
        _source = new SourceOptions(command);
        _rules = new PlanRules(command, context);
        Connect = new ConnectOptions(command, Patience.Of(context), vendors);
        Output = new OutputOptions(command);
    }

    public CliContext Context { get; }

    public ConnectOptions Connect { get; }

    public OutputOptions Output { get; }

    /// <summary>Makes a plan; one that its guard blocks comes with the exception.</summary>
    public async Task<(DirectoryPlan Plan, PlanBlockedException? Blocked)> MakeAsync(
        ParseResult command, string source, VendorConnection target, CancellationToken cancellationToken)
    {
        var directory = target.Directory;
        await using var people = await _source.OpenAsync(command, source, Connect, Context, _vendors, cancellationToken);
        var options = _rules.Read(command, directory, people.Directory);
        NoteLost(directory, people.Directory);
        try
        {
            return (await DirectoryPlan.CreateAsync(people.People, directory, options, cancellationToken), null);
        }
        catch (PlanBlockedException exception)
        {
            return (exception.Plan, exception);
        }
        catch (PlanInputException exception)
        {
            throw new UsageException(string.Join(' ', exception.Problems.Take(PlanLists.Most)) + PlanLists.Rest(exception.Problems.Count));
        }
        catch (SourceException exception)
        {
            throw new UsageException($"{source}: {string.Join("; ", exception.Problems.Take(PlanLists.Most))}.{PlanLists.Rest(exception.Problems.Count)}");
        }
    }

    /// <summary>Writes the changes as records, and the summary as a note.</summary>
    public async Task ShowAsync(OutputSettings settings, DirectoryPlan plan)
    {
        await PlanLists.WriteAsync(settings, Context, PlanRecords.Of(plan), PlanRecords.ChangeColumns);
        Context.Note(PlanLists.Summary(plan));
    }

    private void NoteLost(IUserDirectory target, IUserDirectory? source)
    {
        if (source is not null && target.Capabilities.CannotHold(source.Capabilities) is { Count: > 0 } lost)
        {
            Context.Note($"{target.Capabilities.Vendor} has no place for {string.Join(", ", lost)}.");
        }
    }
}
