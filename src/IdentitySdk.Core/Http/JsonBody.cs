using System.Text.Encodings.Web;
using System.Text.Json;

namespace IdentitySdk.Core;

/// <summary>Writes JSON request bodies.</summary>
internal static class JsonBody
{
    // JSON stands alone here, never inside HTML: an address keeps its plus sign.
    private static readonly JsonWriterOptions s_options = new() { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="ArgumentException">A string holds half of a surrogate pair, or the body is nested too deeply.</exception>
    public static RequestBody Create(Action<JsonOutput> write)
    {
        using var buffer = new PooledBuffer();
        using (var writer = new Utf8JsonWriter(buffer, s_options))
        {
            try
            {
                write(new JsonOutput(writer));
            }
            catch (InvalidOperationException exception)
            {
                // The writer's word for JSON that is nested beyond what any reader takes.
                throw new ArgumentException("The body is nested too deeply.", exception);
            }
        }

        return RequestBody.Json(buffer.Written.ToArray());
    }
}
