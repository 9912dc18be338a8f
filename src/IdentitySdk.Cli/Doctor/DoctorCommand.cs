using System.CommandLine;
using System.Reflection;
using System.Runtime.InteropServices;
using IdentitySdk.Cli.Commands;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Output;
using IdentitySdk.Cli.Vendors;

namespace IdentitySdk.Cli.Doctor;

/// <summary><c>idsdk doctor</c></summary>
internal sealed class DoctorCommand : Command
{
    private readonly CliContext _context;
    private readonly VendorCatalog _vendors;
    private readonly ConnectOptions _connect;
    private readonly Option<bool> _json = CommonOptions.Flag("--json", "Write the findings as JSON.");

    public DoctorCommand(CliContext context, VendorCatalog vendors)
        : base("doctor", "Check address, TLS, proxy, credential, scopes, clock, paging and rate limits, and suggest fixes.")
    {
        (_context, _vendors) = (context, vendors);
        Options.Add(_json);
        _connect = new ConnectOptions(this, context, vendors, allowsAll: true);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult command, CancellationToken cancellationToken)
    {
        var findings = new List<Finding> { Versions() };
        await foreach (var finding in CheckAsync(command, cancellationToken))
        {
            findings.Add(finding);
        }

        if (command.GetValue(_json))
        {
            await RecordOutput.WriteListAsync(
                new OutputSettings(OutputFormat.Json), _context, findings.Select(static finding => new OutputRecord(finding.ToJson())));
        }
        else
        {
            findings.ForEach(finding => _context.Console.Out.WriteLine(Cell.Plain($"{finding}")));
        }

        return findings.Any(static finding => finding.Verdict == Verdict.Failed) ? ExitCodes.Unexpected : ExitCodes.Success;
    }

    private static Finding Versions() => new(
        "idsdk",
        "versions",
        Verdict.Ok,
        $"{typeof(DoctorCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]}, "
            + $"{RuntimeInformation.FrameworkDescription}, "
            + $"{RuntimeInformation.OSDescription} {RuntimeInformation.OSArchitecture}");

    private async IAsyncEnumerable<Finding> CheckAsync(
        ParseResult command, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var selector in _connect.Selectors(command))
        {
            var (connection, problem) = await OpenAsync(command, selector, cancellationToken);
            if (problem is not null)
            {
                yield return problem;
                continue;
            }

            await using (connection)
            {
                var network = await NetworkChecks.RunAsync(connection!.Name, connection.Client.BaseAddress, _context.TimeProvider, cancellationToken);
                var isReachable = network.All(static finding => finding.Verdict != Verdict.Failed);
                var vendor = isReachable ? await new VendorChecks(connection, _context, _vendors).RunAsync(cancellationToken) : [];
                foreach (var finding in network.Concat(vendor))
                {
                    yield return finding;
                }
            }
        }
    }

    /// <summary>A missing credential is reported as a finding.</summary>
    private async Task<(VendorConnection? Connection, Finding? Problem)> OpenAsync(ParseResult command, string selector, CancellationToken cancellationToken)
    {
        try
        {
            return (await _connect.OpenNamedAsync(command, selector, cancellationToken), null);
        }
        catch (UsageException exception)
        {
            return (null, new Finding(selector, "settings", Verdict.Failed, exception.Message, $"idsdk login {selector.Split(':')[0]}"));
        }
    }
}
