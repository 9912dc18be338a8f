using System.Globalization;
using System.Text.Json;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Core;

/// <content>Free-form JSON.</content>
public readonly partial struct JsonOutput
{
    /// <summary>Writes free-form JSON; null as JSON null.</summary>
    /// <param name="value">The value.</param>
    public void Write(JToken? value)
    {
        if (_utf8 is not null)
        {
            WriteTree(_utf8, value);
        }
        else if (value is null)
        {
            _text!.WriteNull();
        }
        else
        {
            value.WriteTo(_text!);
        }
    }

    /// <summary>A model, a list, a map or a single value as free-form JSON.</summary>
    internal static JToken ToToken(object? value)
    {
        using var writer = new JTokenWriter();
        var output = new JsonOutput(writer);
        output.WriteAny(value);
        return writer.Token!;
    }

    /// <summary>One member of a model as free-form JSON.</summary>
    internal static JToken ToToken(ApiObject owner, int index)
    {
        using var writer = new JTokenWriter();
        owner.WriteMember(new JsonOutput(writer), index);
        return writer.Token!;
    }

    private void WriteAny(object? value)
    {
        switch (value)
        {
            case ApiObject model: Write(model); break;
            case JToken tree: Write(tree); break;
            case string text: Write(text); break;
            case IJsonValue known: known.Write(this); break;
            case bool boolean: Write(boolean); break;
            case int or long: Write(Convert.ToInt64(value, CultureInfo.InvariantCulture)); break;
            case decimal number: Write(number); break;
            case double number: Write(number); break;
            case DateTimeOffset instant: Write(instant); break;
            case Guid guid: Write(guid); break;
            case Uri uri: Write(uri); break;
            case null: Null(); break;
            case System.Collections.IDictionary map:
                BeginObject();
                foreach (System.Collections.DictionaryEntry member in map)
                {
                    Name((string)member.Key);
                    WriteAny(member.Value);
                }

                EndObject();
                break;
            case IJsonMap map:
                WriteMap(map.Members, static (output, member) => output.WriteAny(member));
                break;
            case IOneOrMany { IsArray: false } and System.Collections.IEnumerable one:
                WriteAny(one.Cast<object?>().Single());
                break;
            case System.Collections.IEnumerable list:
                BeginArray();
                foreach (var item in list)
                {
                    WriteAny(item);
                }

                EndArray();
                break;
            default: throw new NotSupportedException($"{value.GetType()} has no JSON form here.");
        }
    }

    private void WriteTree(Utf8JsonWriter writer, JToken? value)
    {
        switch (value)
        {
            case JObject tree:
                writer.WriteStartObject();
                foreach (var member in tree.Properties())
                {
                    Name(member.Name);
                    Write(member.Value, member.Name);
                }

                writer.WriteEndObject();
                break;
            case JArray array:
                writer.WriteStartArray();
                foreach (var item in array)
                {
                    WriteTree(writer, item);
                }

                writer.WriteEndArray();
                break;
            case JValue { Value: string text } and not JRaw:
                Text(text);
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
            case JValue { Value: double number } when double.IsNaN(number) || double.IsInfinity(number):
                Number(number);
                break;
            default:
                writer.WriteRawValue(value.ToString(Formatting.None));
                break;
        }
    }
}
