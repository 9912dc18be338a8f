using Spectre.Console;

namespace IdentitySdk.Cli.Hosting;

/// <summary>Writes to terminals, in colour where they support it and NO_COLOR is not set, and reads from them.</summary>
internal static class Terminal
{
    private static readonly Style s_heading = new(decoration: Decoration.Bold);
    private static readonly Style s_error = new(Color.Red);
    private static readonly Style s_note = new(Color.Yellow);

    public static void WriteHeading(TextWriter output, bool isTerminal, string line) => Write(output, isTerminal, line, s_heading);

    public static void WriteError(IConsole console, string line) => Write(console.Error, console.IsErrorTerminal, line, s_error);

    public static void WriteNote(IConsole console, string line) => Write(console.Error, console.IsErrorTerminal, $"idsdk: note: {Cell.Plain(line)}", s_note);

    public static void WriteWarning(IConsole console, string line) =>
        Write(console.Error, console.IsErrorTerminal, $"idsdk: warning: {Cell.Plain(line)}", s_note);

    public static bool CanPrompt(IConsole console) => console.IsInTerminal && console.IsErrorTerminal;

    /// <summary>Prompts for a line; null when the input has ended.</summary>
    public static string? Prompt(IConsole console, string prompt)
    {
        console.Error.Write(prompt);
        console.Error.Flush();
        return console.In.ReadLine()?.Trim();
    }

    private static void Write(TextWriter writer, bool isTerminal, string line, Style style)
    {
        var console = isTerminal ? AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) }) : null;
        if (console is null || console.Profile.Capabilities.ColorSystem == ColorSystem.NoColors)
        {
            writer.WriteLine(line);
            return;
        }

        // The terminal wraps long lines itself.
        console.Profile.Width = short.MaxValue;
        console.Write(new Text(line + "\n", style));
    }
}
