using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Vendors;

namespace IdentitySdk.Cli.Output;

/// <summary>A table with fixed column widths, so that rows are written as they arrive.</summary>
internal sealed class TableUserWriter(IConsole console) : IUserWriter
{
    private const string Gap = "  ";
    private static readonly int[] s_widths = [8, 22, 40, 24, 18];

    public void Begin() => Terminal.WriteHeading(console, Line([.. UserRow.ColumnNames.Select(name => name.ToUpperInvariant())]));

    public void Write(in UserRow user) => console.Out.WriteLine(Line(user.Columns));

    public void End()
    {
    }

    private static string Line(string[] values) => string.Join(Gap, values.Select(static (value, index) => Cell.Fit(value, s_widths[index]))).TrimEnd();
}
