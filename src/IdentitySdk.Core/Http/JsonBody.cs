using System.Text.Json;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Core;

/// <summary>Writes JSON request bodies.</summary>
internal static class JsonBody
{
    /// <summary>The mode of most bodies: all members that a client may send.</summary>
    public const ModelWriterMode Sent = ModelWriterMode.Body | ModelWriterMode.WithoutReadOnly;

    /// <exception cref="ArgumentException">A string contains half a surrogate pair, or the body is nested too deeply.</exception>
    public static RequestBody Create(ApiObject? model, ModelWriterMode mode = Sent) => Create(model, static (writer, model) => writer.Write(model), mode);

    /// <inheritdoc cref="Create(ApiObject?, ModelWriterMode)"/>
    public static RequestBody Create(JToken? json) => Create(json, static (writer, json) => writer.Write(json), Sent);

    /// <summary>Whether a body contains a value at any depth; null and an empty list are values.</summary>
    /// <exception cref="ArgumentException">A string contains half a surrogate pair, or the body is nested too deeply.</exception>
    public static bool HasValue(ApiObject body)
    {
        using var scratch = JsonScratch.Rent();
        var json = Write(scratch, body, static (writer, body) => writer.Write(body), Sent);
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.EndObject or JsonTokenType.PropertyName))
            {
                return true;
            }
        }

        return false;
    }

    private static RequestBody Create<T>(T value, Action<ModelWriter, T> write, ModelWriterMode mode)
    {
        using var scratch = JsonScratch.Rent();
        return RequestBody.Json(Write(scratch, value, write, mode).ToArray());
    }

    private static ReadOnlySpan<byte> Write<T>(JsonScratch scratch, T value, Action<ModelWriter, T> write, ModelWriterMode mode)
    {
        try
        {
            write(new ModelWriter(scratch.Writer, mode), value);
        }
        catch (InvalidOperationException exception)
        {
            // The JSON writer throws it for JSON that is nested too deeply for readers.
            throw new ArgumentException("The body is nested too deeply.", exception);
        }

        return scratch.Written;
    }
}
