using System.Text;
using System.Text.Json;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Core;

/// <content>Free-form JSON.</content>
internal readonly partial struct ModelWriter
{
    /// <summary>Converts a model to free-form JSON.</summary>
    public static JToken ToToken(ApiObject model, ModelWriterMode mode = ModelWriterMode.Host) =>
        ToToken(model, mode, static (writer, model) => writer.Write(model));

    /// <summary>Converts what a function writes to free-form JSON.</summary>
    public static JToken ToToken<T>(T value, ModelWriterMode mode, WriteValue<T> write)
    {
        using var scratch = JsonScratch.Rent();
        write(new ModelWriter(scratch.Writer, mode), value);
        return new ModelReader(scratch.Written, int.MaxValue).ReadJToken()!;
    }

    /// <summary>Converts free-form JSON to UTF-8.</summary>
    public static byte[] ToUtf8(JToken? value) => ToUtf8(value, static (writer, value) => writer.Write(value));

    /// <summary>Converts a model to UTF-8.</summary>
    public static byte[] ToUtf8(ApiObject model) => ToUtf8(model, static (writer, model) => writer.Write(model));

    /// <summary>Writes free-form JSON; null as JSON null.</summary>
    public void Write(JToken? value)
    {
        switch (value)
        {
            case JObject tree:
                writer.WriteStartObject();
                foreach (var member in tree.Properties())
                {
                    WriteMember(member.Name, member.Value);
                }

                writer.WriteEndObject();
                break;
            case JArray array:
                writer.WriteStartArray();
                foreach (var item in array)
                {
                    Write(item);
                }

                writer.WriteEndArray();
                break;
            case JValue { Value: string text } and not JRaw:
                Write(text);
                break;
            case JValue { Value: long number }:
                writer.WriteNumberValue(number);
                break;
            case JValue { Value: bool boolean }:
                writer.WriteBooleanValue(boolean);
                break;
            case null or JValue { Value: null }:
                writer.WriteNullValue();
                break;
            case JValue { Value: double number }:
                _ = JsonNumber.RequireFinite(number);
                WriteAsNewtonsoft(value);
                break;
            default:
                WriteAsNewtonsoft(value);
                break;
        }
    }

    /// <summary>Writes a member whose value is free-form JSON; an exception names it.</summary>
    public void WriteMember(string name, JToken? value)
    {
        try
        {
            WriteMember(name, value, static (writer, value) => writer.Write(value));
        }
        catch (UnpairedSurrogateException exception)
        {
            exception.AddParent(name);
            throw;
        }
    }

    private static byte[] ToUtf8<T>(T value, WriteValue<T> write)
    {
        using var scratch = JsonScratch.Rent();
        write(new ModelWriter(scratch.Writer, ModelWriterMode.Host), value);
        return scratch.Written.ToArray();
    }

    /// <summary>Writes numbers and other values as Newtonsoft.Json does, raw JSON included.</summary>
    private void WriteAsNewtonsoft(JToken value)
    {
        var json = JsonText.Write(value);
        if (!IsBody)
        {
            WriteOriginalForm(Encoding.UTF8.GetBytes(json));
        }
        else
        {
            writer.WriteRawValue(json);
        }
    }
}
