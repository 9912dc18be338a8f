using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using IdentitySdk.Core;
using Newtonsoft.Json;

namespace IdentitySdk.Tests.Json;

/// <summary>Reads and writes with either engine, as the clients do.</summary>
internal static class Engines
{
    public const string Utf8 = "utf8";
    public const string Text = "text";

    public static readonly string[] Both = [Utf8, Text];

    public static T? Read<T>(string engine, string json, JsonRead<T> read)
        where T : class => Read(engine, Encoding.UTF8.GetBytes(json), read, out _);

    /// <summary>Reads one document.</summary>
    /// <exception cref="JsonFormatException">It is not JSON, or not of the type.</exception>
    public static T? Read<T>(string engine, byte[] json, JsonRead<T> read, out IReadOnlyList<string> unexpected)
        where T : class
    {
        try
        {
            var input = engine == Utf8 ? new JsonInput(json) : new JsonInput(new JsonTextReader(new StringReader(Decode(json))) { MaxDepth = 64 });
            var value = read(ref input);
            input.ThrowIfMismatched();
            input.ReadEnd();
            unexpected = input.UnexpectedMembers ?? [];
            return value;
        }
        catch (Exception fault) when (JsonFault.Describe(fault, json) is { } described)
        {
            throw described;
        }
    }

    public static string Write(string engine, Action<JsonOutput> write)
    {
        if (engine == Text)
        {
            var text = new StringWriter();
            using (var writer = new JsonTextWriter(text))
            {
                write(new JsonOutput(writer));
            }

            return text.ToString();
        }

        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            write(new JsonOutput(writer));
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    public static string Write(string engine, ApiObject? model) => Write(engine, output => output.Write(model));

    /// <summary>Equal as trees: the order of members and the spelling of strings play no part, every digit of a number does.</summary>
    public static void AssertSame(string actual, string expected)
    {
        using var left = JsonDocument.Parse(actual);
        using var right = JsonDocument.Parse(expected);
        if (!JsonElement.DeepEquals(left.RootElement, right.RootElement))
        {
            Assert.That(actual, Is.EqualTo(expected), "the trees differ");
        }
    }

    private static string Decode(byte[] json)
    {
        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(json);
            return text.StartsWith('\uFEFF') ? text[1..] : text;
        }
        catch (DecoderFallbackException fault)
        {
            throw new JsonFormatException("The document is not valid UTF-8.", "$", 0, fault);
        }
    }
}
