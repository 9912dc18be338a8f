using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Vendors;

namespace IdentitySdk.Cli.Commands;

/// <summary>Writes the parser's help, followed by the command's remarks or examples; for the root command, also credentials and exit codes.</summary>
/// <param name="help">The parser's help.</param>
/// <param name="vendors">The vendors.</param>
/// <param name="examples">The examples of commands that have no remarks of their own, by the words of the command.</param>
internal sealed class DetailedHelp(HelpAction help, VendorCatalog vendors, Func<string, IReadOnlyList<string>> examples) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        help.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        var path = string.Join(' ', ParseErrors.Path(parseResult.CommandResult).Split(' ').Skip(1));
        if (Remarks(parseResult.CommandResult.Command, path, examples) is { } remarks)
        {
            output.WriteLine(remarks);
            output.WriteLine();
        }

        if (parseResult.CommandResult.Command is RootCommand)
        {
            WriteCredentials(output);
            output.WriteLine(ExitCodes.Help);
        }

        return ExitCodes.Success;
    }

    /// <summary>The remarks or examples of a command, for the help and the reference; null without any.</summary>
    public static string? Remarks(Command command, string path, Func<string, IReadOnlyList<string>> examples) => command switch
    {
        IDescribedCommand described => described.Remarks.TrimEnd(),
        _ => examples(path) is { Count: > 0 } lines ? $"Examples:\n{string.Join('\n', lines.Select(static line => $"  {line}"))}" : null,
    };

    private void WriteCredentials(TextWriter output)
    {
        output.WriteLine("Credentials are read from a profile (idsdk login) or from environment variables, never from arguments:");
        foreach (var vendor in vendors.All)
        {
            foreach (var (kind, index) in vendor.Credentials.Select(static (kind, index) => (kind, index)))
            {
                var optional = kind.Optional.Count == 0 ? "" : $" [{string.Join(", ", kind.Optional)}]";
                output.WriteLine($"  {(index == 0 ? vendor.Name : ""),-8}  {kind}{optional}: {kind.Help}");
            }

            var others = vendor.OtherVariables.Where(other => !vendor.Credentials.Any(kind => kind.Variables.Concat(kind.Optional).Contains(other.Name)));
            foreach (var (name, text) in others)
            {
                output.WriteLine($"  {"",-8}  {name}: {text}");
            }

            output.WriteLine($"  {"",-8}  base URL from --base-url or {vendor.BaseUrlVariable}{(vendor.DefaultBaseUrl is { } url ? $", else {url}" : "")}");
        }

        output.WriteLine("A variable with the suffix _FILE names a file that contains the value. With --emulator, no variable is required.");
        output.WriteLine();
    }
}
