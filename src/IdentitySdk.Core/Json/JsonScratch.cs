using System.Text.Encodings.Web;
using System.Text.Json;

namespace IdentitySdk.Core;

/// <summary>A writer over pooled memory, one for each thread, for JSON that is read or copied before the method returns.</summary>
internal sealed class JsonScratch : IDisposable
{
    // The JSON is never part of HTML: the plus sign of an email address needs no escape.
    private static readonly JsonWriterOptions s_options = new() { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly ThreadLocal<JsonScratch?> s_free = new();

    private readonly PooledBuffer _buffer = new();

    private JsonScratch() => Writer = new Utf8JsonWriter(_buffer, s_options);

    public Utf8JsonWriter Writer { get; }

    /// <summary>What has been written so far.</summary>
    public ReadOnlySpan<byte> Written
    {
        get
        {
            Writer.Flush();
            return _buffer.Written;
        }
    }

    public static JsonScratch Rent()
    {
        var scratch = s_free.Value ?? new JsonScratch();
        s_free.Value = null;
        return scratch;
    }

    public void Dispose()
    {
        Writer.Reset();
        _buffer.Dispose();
        s_free.Value = this;
    }
}
