namespace IdentitySdk.Tests.Journals;

/// <summary>
/// The file and the steps of a process that crashes: before, during and after the write of a line, after its flush, and, with <see cref="Step"/>, around
/// calls. Nothing is written after the crash.
/// </summary>
internal sealed class CrashingDisk(int steps, byte[]? content = null) : Stream
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
            throw new CrashException();
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

    /// <summary>The process has crashed.</summary>
    internal sealed class CrashException : Exception;
}
