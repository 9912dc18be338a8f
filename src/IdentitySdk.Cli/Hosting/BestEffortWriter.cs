using System.Text;

namespace IdentitySdk.Cli.Hosting;

/// <summary>Writes messages and stops after a failure: a closed or full stderr must not end a command or change its exit code.</summary>
internal sealed class BestEffortWriter(TextWriter inner) : TextWriter
{
    private bool _isBroken;

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Try(() => inner.Write(value));

    public override void Write(string? value) => Try(() => inner.Write(value));

    public override void Write(char[] buffer, int index, int count) => Try(() => inner.Write(buffer, index, count));

    public override void WriteLine(string? value) => Try(() => inner.WriteLine(value));

    public override void Flush() => Try(inner.Flush);

    private void Try(Action write)
    {
        if (_isBroken)
        {
            return;
        }

        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            _isBroken = true;
        }
    }
}
