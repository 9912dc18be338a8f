using System.CommandLine;
using IdentitySdk.Cli.Commands;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Vendors;

namespace IdentitySdk.Cli.Reference;

/// <summary>The reference, created from the commands: one page for the tool, and one for each command with subcommands.</summary>
internal sealed class ReferencePages(RootCommand root, CliContext context, VendorCatalog vendors, Func<string, IReadOnlyList<string>> examples)
{
    private const string Tool = "idsdk";
    private readonly IReadOnlyList<Option> _shared = Shared(context, vendors);

    public IReadOnlyList<string> Names => [Tool, .. Groups.Select(static group => $"{Tool}-{group.Name}")];

    private IEnumerable<Command> Groups => Visible(root).Where(static command => command.Subcommands.Count > 0);

    public string Write(string name, IPageFormat format)
    {
        var output = new StringWriter { NewLine = "\n" };
        if (name == Tool)
        {
            WriteTool(output, format);
        }
        else
        {
            var group = Groups.Single(group => $"{Tool}-{group.Name}" == name);
            format.Title(output, name, group.Description!);
            format.Paragraph(output, $"The options that commands have in common are on the page {Tool}.");
            WriteCommands(output, format, group, $"{Tool} {group.Name}");
            format.SeeAlso(output, [Tool]);
        }

        return output.ToString();
    }

    private static IEnumerable<Command> Visible(Command command) => command.Subcommands.Where(static each => !each.Hidden);

    private static List<Option> Shared(CliContext context, VendorCatalog vendors)
    {
        var command = new Command("shared");
        _ = new ConnectOptions(command, context, vendors);
        _ = new OutputOptions(command);
        _ = new ChangeOptions(command);
        return [.. command.Options];
    }

    private void WriteTool(TextWriter output, IPageFormat format)
    {
        format.Title(output, Tool, root.Description!);
        format.Heading(output, 1, "Commands");
        format.Terms(output, [.. Visible(root).Select(static command => (command.Name, command.Description ?? ""))]);
        foreach (var command in Visible(root).Where(static command => command.Subcommands.Count == 0))
        {
            WriteCommand(output, format, command, $"{Tool} {command.Name}");
        }

        format.Heading(output, 1, "Options of all commands");
        format.Terms(output, Terms(root.Options));
        format.Heading(output, 1, "Options of commands that call a vendor, write records or change something");
        format.Terms(output, Terms(_shared));
        format.Heading(output, 1, "Environment");
        foreach (var vendor in vendors.All)
        {
            var secrets = vendor.Credentials.Select(static kind =>
                (kind.Secret, $"{kind.Help}{(kind.Required.Count > 0 ? $"; with {string.Join(" and ", kind.Required)}" : "")}."));
            var address = vendor.DefaultBaseUrl is { } url ? $"Base URL; default {url}." : "Base URL.";
            format.Terms(output, [(vendor.BaseUrlVariable, address), .. secrets, .. vendor.OtherVariables.Select(static each => (each.Name, $"{each.Help}."))]);
        }

        format.Terms(output, [
            (Connector.ProfileVariable, "The profile to use."),
            (Profiles.ProfileStore.FolderVariable, "The folder with the profiles."),
            ("NO_COLOR", "Disables colours, with any value."),
        ]);
        format.Paragraph(output, "A variable with the suffix _FILE names a file that contains the value.");
        format.Heading(output, 1, "Exit status");
        format.Terms(output, [.. ExitCodes.All.Select(static each => ($"{each.Code}", $"{each.Meaning}."))]);
        format.SeeAlso(output, Names.Skip(1));
    }

    private void WriteCommands(TextWriter output, IPageFormat format, Command group, string path)
    {
        foreach (var command in Visible(group))
        {
            if (command.Subcommands.Count == 0)
            {
                WriteCommand(output, format, command, $"{path} {command.Name}");
                continue;
            }

            format.Heading(output, 1, $"{path} {command.Name}");
            format.Paragraph(output, command.Description ?? "");
            WriteCommands(output, format, command, $"{path} {command.Name}");
        }
    }

    private void WriteCommand(TextWriter output, IPageFormat format, Command command, string path)
    {
        format.Heading(output, 2, path);
        format.Paragraph(output, command.Description ?? "");
        format.Code(output, $"{path}{string.Concat(command.Arguments.Select(static argument => $" <{argument.Name}>"))} [options]");
        IReadOnlyList<(string, string)> terms =
        [
            .. command.Arguments.Select(static argument => ($"<{argument.Name}>", argument.Description ?? "")),
            .. Terms(command.Options.Where(option => !_shared.Any(shared => shared.Name == option.Name && shared.Description == option.Description))),
        ];
        if (terms.Count > 0)
        {
            format.Terms(output, terms);
        }

        if (DetailedHelp.Remarks(command, path[(Tool.Length + 1)..], examples) is { } remarks)
        {
            format.Code(output, remarks);
        }
    }

    private static IReadOnlyList<(string Term, string Text)> Terms(IEnumerable<Option> options) =>
    [
        .. options.Where(static option => !option.Hidden).Select(static option => (
            $"{string.Join(", ", option.Aliases.Where(static alias => alias.StartsWith('-')).Append(option.Name).Distinct())}"
                + $"{(option.Arity.MaximumNumberOfValues == 0 ? "" : $" <{option.HelpName ?? "value"}>")}",
            option.Description ?? "")),
    ];
}
