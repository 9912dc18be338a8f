using System.CommandLine;
using IdentitySdk.Cli.Commands;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Vendors;

namespace IdentitySdk.Cli.Reference;

/// <summary><c>idsdk reference</c>: the reference of this version, for the documentation and for <c>man</c>.</summary>
internal sealed class ReferenceCommand : Command
{
    private readonly CliContext _context;
    private readonly VendorCatalog _vendors;
    private readonly Func<RootCommand> _root;
    private readonly Func<string, IReadOnlyList<string>> _examples;
    private readonly Argument<string> _format = new("format") { Description = "markdown or man." };
    private readonly Argument<string> _folder = new("folder") { Description = "Folder for the pages." };

    /// <param name="context">The environment of the command.</param>
    /// <param name="vendors">The vendors.</param>
    /// <param name="root">Creates all commands.</param>
    /// <param name="examples">The examples of commands that have no remarks of their own, by the words of the command.</param>
    public ReferenceCommand(CliContext context, VendorCatalog vendors, Func<RootCommand> root, Func<string, IReadOnlyList<string>> examples)
        : base("reference", "Write the reference of all commands as Markdown or man pages.")
    {
        (_context, _vendors, _root, _examples) = (context, vendors, root, examples);
        _format.CompletionSources.Add("markdown", "man");
        Arguments.Add(_format);
        Arguments.Add(_folder);
        SetAction(Run);
    }

    private void Run(ParseResult command)
    {
        IPageFormat format = command.GetRequiredValue(_format) switch
        {
            "markdown" => new MarkdownFormat(),
            "man" => new ManFormat(),
            var other => throw UsageException.Unknown("format", other, ["markdown", "man"]),
        };
        var folder = command.GetRequiredValue(_folder);
        if (!Directory.Exists(folder))
        {
            throw new UsageException($"There is no folder {folder}.");
        }

        var pages = new ReferencePages(_root(), _context, _vendors, _examples);
        foreach (var name in pages.Names)
        {
            AtomicFile.Write("folder", Path.Combine(folder, format.FileName(name)), pages.Write(name, format), isPrivate: false);
        }
    }
}
