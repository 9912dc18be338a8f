using System.Text.Encodings.Web;
using System.Text.Json;

namespace IdentitySdk.Core;

/// <summary>A writer over pooled memory, one a thread, for JSON that is read again or copied before the method returns.</summary>
internal sealed class JsonScratch : IDisposable
{
    // JSON stands alone here, never inside HTML: an address keeps its plus sign.
    private static readonly JsonWriterOptions s_options = new() { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = int.MaxValue };

    [ThreadStatic]
    private static JsonScratch? t_free;

    private JsonScratch() => Writer = new Utf8JsonWriter(Buffer, s_options);

    public PooledBuffer Buffer { get; } = new();

    public Utf8JsonWriter Writer { get; }

    /// <summary>What has been written so far.</summary>
    public ReadOnlySpan<byte> Written
    {
        get
        {
            Writer.Flush();
            return Buffer.Written;
        }
    }

    public static JsonScratch Rent()
    {
        var scratch = t_free ?? new JsonScratch();
        t_free = null;
        return scratch;
    }

    public void Dispose()
    {
        Writer.Reset();
        Buffer.Dispose();
        t_free = this;
    }
}
