namespace IdentitySdk.Directories;

/// <summary>Reads a text, and then the rest of a reader.</summary>
internal sealed class JoinedReader(string begin, TextReader rest) : TextReader
{
    private int _position;

    public override int Peek() => _position < begin.Length ? begin[_position] : rest.Peek();

    public override int Read() => _position < begin.Length ? begin[_position++] : rest.Read();

    public override int Read(char[] buffer, int index, int count)
    {
        var left = Math.Min(count, begin.Length - _position);
        if (left <= 0)
        {
            return rest.Read(buffer, index, count);
        }

        begin.CopyTo(_position, buffer, index, left);
        _position += left;
        return left;
    }

    public override Task<int> ReadAsync(char[] buffer, int index, int count) =>
        _position < begin.Length ? Task.FromResult(Read(buffer, index, count)) : rest.ReadAsync(buffer, index, count);
}
