using System.Globalization;
using System.Text;
using IdentitySdk.Cli.Hosting;

namespace IdentitySdk.Cli.Output;

/// <summary>
/// Escapes characters in JSON that are unsafe on a terminal, and unpaired surrogates, which UTF-8 cannot encode. They occur only in strings, where an escape
/// means the same character, so the JSON is equivalent.
/// </summary>
internal sealed class JsonEscapingWriter(TextWriter inner, bool isForTerminal) : TextWriter
{
    private char _high;

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value)
    {
        if (_high != 0)
        {
            var high = _high;
            _high = '\0';
            if (char.IsLowSurrogate(value))
            {
                inner.Write(high);
                inner.Write(value);
                return;
            }

            Escape(high);
        }

        if (char.IsHighSurrogate(value))
        {
            _high = value;
        }
        else if (char.IsLowSurrogate(value) || (isForTerminal && value is not '\n' && Cell.IsUnsafe(value)))
        {
            Escape(value);
        }
        else
        {
            inner.Write(value);
        }
    }

    public override void Write(char[] buffer, int index, int count)
    {
        foreach (var character in buffer.AsSpan(index, count))
        {
            Write(character);
        }
    }

    private void Escape(char value) => inner.Write(string.Create(CultureInfo.InvariantCulture, $"\\u{(int)value:x4}"));
}
