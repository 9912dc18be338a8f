using System.Text;

namespace IdentitySdk.Tests.Journals;

/// <summary>A disk that accepts some writes and half of the next one, and is then full.</summary>
internal sealed class FullDisk(int writes, byte[]? content = null) : MemoryStream
{
    private readonly MemoryStream _file = new();
    private int _left = writes;
    private bool _isRead;

    public string Text => Encoding.UTF8.GetString(_file.ToArray());

    public override long Length => _file.Length;

    public FullDisk WithSpace() => new(int.MaxValue, _file.ToArray());

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (!_isRead)
        {
            _isRead = true;
            _file.Write(content ?? []);
            _file.Position = 0;
        }

        return _file.Read(buffer, offset, count);
    }

    public override void SetLength(long value) => _file.SetLength(value);

    public override long Seek(long offset, SeekOrigin loc) => _file.Seek(offset, loc);

    public override void Write(byte[] buffer, int offset, int count)
    {
        if (_left-- > 0)
        {
            _file.Write(buffer, offset, count);
            return;
        }

        _file.Write(buffer, offset, count / 2);
        throw new IOException("No space left on device");
    }
}
