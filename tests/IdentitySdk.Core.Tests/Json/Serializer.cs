using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using IdentitySdk.Core;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests.Json;

/// <summary>Reads and writes through each serializer: HTTP bodies, Newtonsoft.Json and System.Text.Json.</summary>
internal static class Serializer
{
    public const string Http = "http";
    public const string Newtonsoft = "newtonsoft";
    public const string SystemTextJson = "system.text.json";

    public static readonly string[] All = [Http, Newtonsoft, SystemTextJson];

    public static T? Read<T>(string serializer, string json, ReadValue<T> read)
        where T : class => Read(serializer, Encoding.UTF8.GetBytes(json), read, out _);

    /// <summary>Reads one document.</summary>
    /// <exception cref="JsonFormatException">The document is not JSON, or does not fit the type.</exception>
    public static T? Read<T>(string serializer, byte[] json, ReadValue<T> read, out IReadOnlyList<string> unexpected)
        where T : class
    {
        try
        {
            using var buffer = new PooledBuffer();
            if (serializer == Newtonsoft)
            {
                CopyText(Decode(json), buffer);
            }
            else if (serializer == SystemTextJson)
            {
                CopyHost(json, buffer);
            }

            var reader = new ModelReader(serializer == Http ? json : buffer.Written);
            var value = read(ref reader);
            reader.ThrowIfMismatched();
            reader.ReadEnd();
            unexpected = reader.UnexpectedMembers ?? [];
            return value;
        }
        catch (Newtonsoft.Json.JsonException exception)
        {
            var (path, position) = exception is JsonReaderException reader ? (reader.Path, reader.LinePosition) : ("", 0);
            throw new JsonFormatException("not JSON", path is null or "" ? "$" : path[0] == '[' ? "$" + path : "$." + path, position, exception);
        }
        catch (Exception exception) when (JsonFailure.Describe(exception, json) is { } described)
        {
            throw described;
        }
    }

    public static string Write(string serializer, Action<ModelWriter> write)
    {
        if (serializer == Newtonsoft)
        {
            using var buffer = new PooledBuffer();
            Write(buffer, null, ModelWriterMode.Host, write);
            var text = new StringWriter();
            using (var writer = new JsonTextWriter(text) { StringEscapeHandling = StringEscapeHandling.EscapeHtml })
            {
                NewtonsoftTokens.Write(buffer.Written, writer);
            }

            return text.ToString();
        }

        using var bytes = new PooledBuffer();
        if (serializer == SystemTextJson)
        {
            Write(bytes, null, ModelWriterMode.Host, write);
        }
        else
        {
            Write(bytes, JavaScriptEncoder.UnsafeRelaxedJsonEscaping, ModelWriterMode.Body, write);
        }

        return Encoding.UTF8.GetString(bytes.Written);
    }

    public static string Write(string serializer, ApiObject? model) => Write(serializer, writer => writer.Write(model));

    /// <summary>Compares trees: ignores the order of members and the escapes of strings, compares every digit of a number.</summary>
    public static void AssertSame(string actual, string expected)
    {
        using var left = JsonDocument.Parse(actual);
        using var right = JsonDocument.Parse(expected);
        if (!JsonElement.DeepEquals(left.RootElement, right.RootElement))
        {
            Assert.That(actual, Is.EqualTo(expected), "the trees differ");
        }
    }

    /// <summary>Compares trees whose strings may hold unpaired surrogates; of members with one name, the last one is used.</summary>
    public static void AssertSameTokens(string actual, string expected) =>
        Assert.That(JToken.DeepEquals(Tree(actual), Tree(expected)), Is.True, () => $"the trees differ:\n{actual}\n{expected}");

    private static JToken Tree(string json) => new ModelReader(Encoding.UTF8.GetBytes(json)).ReadJToken()!;

    private static void Write(PooledBuffer buffer, JavaScriptEncoder? encoder, ModelWriterMode mode, Action<ModelWriter> write)
    {
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = encoder, SkipValidation = true });
        write(new ModelWriter(writer, mode));
    }

    private static void CopyText(string json, PooledBuffer buffer)
    {
        using var reader = new JsonTextReader(new StringReader(json)) { MaxDepth = 64 };
        if (!reader.Read())
        {
            throw new JsonReaderException("The document is empty.");
        }

        NewtonsoftTokens.Copy(reader, buffer);
        if (reader.Read())
        {
            throw new JsonReaderException("The document continues after its value.");
        }
    }

    private static void CopyHost(byte[] json, PooledBuffer buffer)
    {
        var reader = new Utf8JsonReader(json.AsSpan(json.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0));
        reader.Read();
        SystemTextJsonTokens.Copy(ref reader, buffer);
        reader.Read();
    }

    private static string Decode(byte[] json)
    {
        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(json);
            return text.StartsWith('\uFEFF') ? text[1..] : text;
        }
        catch (DecoderFallbackException exception)
        {
            throw new JsonFormatException("The document is not valid UTF-8.", "$", 0, exception);
        }
    }
}
