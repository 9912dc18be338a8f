using System.Text;
using System.Text.Json;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Core;

/// <content>Free-form JSON.</content>
internal readonly partial struct ModelWriter
{
    /// <summary>A model as free-form JSON.</summary>
    public static JToken ToToken(ApiObject model, ModelWriterMode mode = ModelWriterMode.Host) => ToToken(model, mode, static (output, model) => output.Write(model));

    /// <summary>One member of a model as free-form JSON.</summary>
    public static JToken ToToken(ApiObject owner, int index) => ToToken((owner, index), ModelWriterMode.Host, static (output, member) => member.owner.WriteMember(output, member.index));

    /// <summary>Free-form JSON as UTF-8.</summary>
    public static byte[] ToUtf8(JToken? value)
    {
        using var scratch = JsonScratch.Rent();
        new ModelWriter(scratch.Writer, ModelWriterMode.Host).Write(value);
        return scratch.Written.ToArray();
    }

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
                _ = JsonNumber.Finite(number);
                WriteOther(value);
                break;
            default:
                WriteOther(value);
                break;
        }
    }

    /// <summary>Writes a member whose value is free-form JSON; a failure names it.</summary>
    public void WriteMember(string name, JToken? value)
    {
        try
        {
            WriteMember(name, value, static (output, value) => output.Write(value));
        }
        catch (UnpairedSurrogateException fault)
        {
            fault.Within(name);
            throw;
        }
    }

    private static JToken ToToken<T>(T value, ModelWriterMode mode, WriteValue<T> write)
    {
        using var scratch = JsonScratch.Rent();
        write(new ModelWriter(scratch.Writer, mode), value);
        return new ModelReader(scratch.Written, int.MaxValue).ReadJToken()!;
    }

    /// <summary>Numbers and other values as Newtonsoft writes them, raw JSON included.</summary>
    private void WriteOther(JToken value)
    {
        var json = value.ToString(Formatting.None);
        if (mode == ModelWriterMode.Host)
        {
            WriteSpelling(Encoding.UTF8.GetBytes(json));
        }
        else
        {
            writer.WriteRawValue(json);
        }
    }
}
