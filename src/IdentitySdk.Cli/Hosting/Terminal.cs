using Spectre.Console;

namespace IdentitySdk.Cli.Hosting;

/// <summary>Colours on terminals that support them; NO_COLOR is honoured.</summary>
internal static class Terminal
{
    private static readonly Style s_heading = new(decoration: Decoration.Bold);
    private static readonly Style s_error = new(Color.Red);
    private static readonly Style s_note = new(Color.Yellow);

    public static void WriteHeading(TextWriter output, bool isTerminal, string line) => Write(output, isTerminal, line, s_heading);

    public static void WriteError(IConsole console, string line) => Write(console.Error, console.IsErrorTerminal, line, s_error);

    /// <summary>Says on stderr what is no error.</summary>
    public static void WriteNote(IConsole console, string line) => Write(console.Error, console.IsErrorTerminal, $"idsdk: note: {Cell.Plain(line)}", s_note);

    /// <summary>Says on stderr what the person should consider.</summary>
    public static void WriteWarning(IConsole console, string line) =>
        Write(console.Error, console.IsErrorTerminal, $"idsdk: warning: {Cell.Plain(line)}", s_note);

    private static void Write(TextWriter writer, bool isTerminal, string line, Style style)
    {
        var console = isTerminal ? AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) }) : null;
        if (console is null || console.Profile.Capabilities.ColorSystem == ColorSystem.NoColors)
        {
            writer.WriteLine(line);
            return;
        }

        // The terminal wraps lines; a line break inserted here would split one.
        console.Profile.Width = short.MaxValue;
        console.Write(new Text(line + "\n", style));
    }
}
