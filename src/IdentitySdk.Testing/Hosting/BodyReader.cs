using System.Buffers;

namespace IdentitySdk.Testing.Hosting;

/// <summary>Reads a body up to a limit. The rest is read and discarded, so that the client receives its response.</summary>
internal static class BodyReader
{
    public static async ValueTask<(ReadOnlyMemory<byte> Content, bool IsTooLarge)> ReadAsync(Stream body, int limit, CancellationToken cancellationToken)
    {
        var content = new ArrayBufferWriter<byte>();
        var buffer = new byte[16 * 1024];
        var isTooLarge = false;
        int count;
        while ((count = await body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            isTooLarge |= content.WrittenCount + count > limit;
            if (!isTooLarge)
            {
                content.Write(buffer.AsSpan(0, count));
            }
        }

        return (isTooLarge ? default : content.WrittenMemory, isTooLarge);
    }
}
