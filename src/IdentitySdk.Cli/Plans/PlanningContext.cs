using System.CommandLine;
using IdentitySdk.Cli.Commands;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Output;
using IdentitySdk.Cli.Vendors;
using IdentitySdk.Directories;

namespace IdentitySdk.Cli.Plans;

/// <summary>The options that commands which create plans have in common: source, planning options, vendor and output.</summary>
internal sealed class PlanningContext
{
    private readonly VendorCatalog _vendors;
    private readonly SourceOptions _source;
    private readonly PlanningOptions _options;

    /// <summary>Adds the options to a command.</summary>
    public PlanningContext(Command command, CliContext context, VendorCatalog vendors)
    {
        (Context, _vendors) = (context, vendors);
        _source = new SourceOptions(command);
        _options = new PlanningOptions(command, context);
        Connect = new ConnectOptions(command, LongWaits.AllowedIn(context), vendors);
        Output = new OutputOptions(command);
    }

    public CliContext Context { get; }

    public ConnectOptions Connect { get; }

    public OutputOptions Output { get; }

    /// <summary>Creates a plan; if its guard blocks it, the exception is returned with it.</summary>
    public async Task<(DirectoryPlan Plan, PlanBlockedException? Blocked)> CreateAsync(
        ParseResult command, string source, VendorConnection target, CancellationToken cancellationToken)
    {
        var directory = target.Directory;
        await using var people = await _source.OpenAsync(command, source, Connect, Context, _vendors, cancellationToken);
        var options = _options.Read(command, directory, people.Directory);
        NoteUnsupported(directory, people.Directory);
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
            throw new UsageException(PlanLists.First(exception.Problems, " "));
        }
        catch (SourceException exception)
        {
            throw new UsageException($"{source}: {PlanLists.First(exception.Problems, "; ")}.");
        }
    }

    /// <summary>Writes the changes as records, and the summary as a note.</summary>
    public async Task ShowAsync(OutputSettings settings, DirectoryPlan plan)
    {
        await PlanLists.WriteAsync(settings, Context, PlanRecords.Of(plan), PlanRecords.ChangeColumns);
        Context.Note(PlanLists.Summary(plan));
    }

    private void NoteUnsupported(IUserDirectory target, IUserDirectory? source)
    {
        if (source is not null && target.Capabilities.CannotHold(source.Capabilities) is { Count: > 0 } unsupported)
        {
            Context.Note($"{target.Capabilities.Vendor} does not support {string.Join(", ", unsupported)}.");
        }
    }
}
