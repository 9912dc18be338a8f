using System.Text;

namespace IdentitySdk.Tests;

/// <summary>Counts the lines that are written and discards the text.</summary>
internal sealed class LineWriter(Action<int> onLine) : TextWriter
{
    public override Encoding Encoding => Encoding.UTF8;

    public int Count { get; private set; }

    public bool IsLineOpen { get; private set; }

    public Action OnFlush { get; init; } = static () => { };

    public override void Write(char value)
    {
        IsLineOpen = value != '\n';
        if (value == '\n')
        {
            onLine(++Count);
        }
    }

    public override Task FlushAsync(CancellationToken cancellationToken)
    {
        OnFlush();
        return Task.CompletedTask;
    }
}
