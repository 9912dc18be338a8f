namespace IdentitySdk.Tests.Journals;

/// <summary>
/// The file and the steps of a process that dies: before a line is written, in the middle of it, after it, after its flush, and, with
/// <see cref="Step"/>, around calls. Once dead, nothing more is written.
/// </summary>
internal sealed class DyingDisk(int steps, byte[]? content = null) : Stream
{
    private readonly MemoryStream _file = new();
    private int _left = steps;
    private bool _isOpen;

    public byte[] Saved => _file.ToArray();

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => true;

    public override long Length => _file.Length;

    public override long Position { get => _file.Position; set => _file.Position = value; }

    public void Step()
    {
        if (Interlocked.Decrement(ref _left) <= 0)
        {
            throw new DeathException();
        }
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (!_isOpen)
        {
            _isOpen = true;
            _file.Write(content ?? []);
            _file.Position = 0;
        }

        return _file.Read(buffer, offset, count);
    }

    public override long Seek(long offset, SeekOrigin origin) => _file.Seek(offset, origin);

    public override void SetLength(long value) => _file.SetLength(value);

    public override void Write(byte[] buffer, int offset, int count)
    {
        Step();
        _file.Write(buffer, offset, count / 2);
        Step();
        _file.Write(buffer, offset + (count / 2), count - (count / 2));
        Step();
    }

    public override void Flush() => Step();

    /// <summary>The process is dead.</summary>
    internal sealed class DeathException : Exception;
}
