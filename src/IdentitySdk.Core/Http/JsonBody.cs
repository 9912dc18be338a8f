using System.Text.Json;

namespace IdentitySdk.Core;

/// <summary>Writes JSON request bodies.</summary>
internal static class JsonBody
{
    private const ModelWriterMode Sent = ModelWriterMode.Body | ModelWriterMode.WithoutReadOnly;

    /// <exception cref="ArgumentException">A string contains half a surrogate pair, or the body is nested too deeply.</exception>
    public static RequestBody Create(Action<ModelWriter> write, ModelWriterMode mode = Sent)
    {
        using var scratch = JsonScratch.Rent();
        return RequestBody.Json(Write(scratch, write, mode).ToArray());
    }

    /// <summary>Whether a body holds a value, null and an empty list included: objects without any change nothing.</summary>
    /// <exception cref="ArgumentException">A string contains half a surrogate pair, or the body is nested too deeply.</exception>
    public static bool HasValue(ApiObject body)
    {
        using var scratch = JsonScratch.Rent();
        var reader = new Utf8JsonReader(Write(scratch, writer => writer.Write(body), Sent), new JsonReaderOptions { MaxDepth = int.MaxValue });
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.EndObject or JsonTokenType.PropertyName))
            {
                return true;
            }
        }

        return false;
    }

    private static ReadOnlySpan<byte> Write(JsonScratch scratch, Action<ModelWriter> write, ModelWriterMode mode)
    {
        try
        {
            write(new ModelWriter(scratch.Writer, mode));
        }
        catch (InvalidOperationException exception)
        {
            // The JSON writer throws it for JSON that is nested more deeply than readers accept.
            throw new ArgumentException("The body is nested too deeply.", exception);
        }

        return scratch.Written;
    }
}
