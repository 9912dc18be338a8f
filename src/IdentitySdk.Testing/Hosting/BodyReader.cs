using System.Buffers;

namespace IdentitySdk.Testing.Hosting;

/// <summary>Reads a body up to a limit; what is beyond it is read and forgotten, so that the client gets its response.</summary>
internal static class BodyReader
{
    public static async ValueTask<(ReadOnlyMemory<byte> Content, bool IsTooLarge)> ReadAsync(Stream body, int limit, CancellationToken cancellationToken)
    {
        var kept = new ArrayBufferWriter<byte>();
        var buffer = new byte[16 * 1024];
        var isTooLarge = false;
        int count;
        while ((count = await body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            isTooLarge |= kept.WrittenCount + count > limit;
            if (!isTooLarge)
            {
                kept.Write(buffer.AsSpan(0, count));
            }
        }

        return (isTooLarge ? default : kept.WrittenMemory, isTooLarge);
    }
}
