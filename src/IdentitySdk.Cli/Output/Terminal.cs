using IdentitySdk.Cli.Hosting;
using Spectre.Console;

namespace IdentitySdk.Cli.Output;

/// <summary>Colours on terminals that support them; NO_COLOR is honoured.</summary>
internal static class Terminal
{
    private static readonly Style s_heading = new(decoration: Decoration.Bold);
    private static readonly Style s_error = new(Color.Red);

    public static void WriteHeading(IConsole console, string line) => Write(console.Out, console.IsOutTerminal, line, s_heading);

    public static void WriteError(IConsole console, string line) => Write(console.Error, console.IsErrorTerminal, line, s_error);

    private static void Write(TextWriter writer, bool isTerminal, string line, Style style)
    {
        if (!isTerminal)
        {
            writer.WriteLine(line);
            return;
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        // The terminal wraps lines; a line break inserted here would split one.
        console.Profile.Width = short.MaxValue;
        console.Write(new Text(line + "\n", style));
    }
}
