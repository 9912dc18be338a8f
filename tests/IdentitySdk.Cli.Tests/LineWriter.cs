using System.Text;

namespace IdentitySdk.Tests;

/// <summary>Keeps nothing of what is written but the number of lines.</summary>
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
