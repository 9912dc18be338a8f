using System.Text.Json;

namespace IdentitySdk.Directories;

/// <summary>Attribute values in the JSON of plans and journals: by attribute name, null for no value.</summary>
internal static class ValuesJson
{
    public static void Write(Utf8JsonWriter writer, string name, UserValues values)
    {
        writer.WriteStartObject(name);
        foreach (var item in values)
        {
            writer.WritePropertyName(item.Key.Name);
            Write(writer, item.Value);
        }

        writer.WriteEndObject();
    }

    public static UserValues Read(JsonElement element) => new(element.EnumerateObject().Select(member =>
        new KeyValuePair<UserAttribute, AttributeValue>(UserAttribute.Parse(member.Name), ReadValue(member.Value))));

    public static T ReadEnum<T>(JsonElement element)
        where T : struct, Enum =>
        Enum.TryParse<T>(element.GetString(), out var value) && element.GetString() == value.ToString()
            ? value
            : throw new FormatException($"{typeof(T).Name} has no value of this name.");

    public static void Write(Utf8JsonWriter writer, AttributeValue value)
    {
        switch (value.Type)
        {
            case null:
                writer.WriteNullValue();
                break;
            case AttributeType.Boolean:
                writer.WriteBooleanValue(value.Boolean!.Value);
                break;
            case AttributeType.Number:
                writer.WriteRawValue(value.Number!);
                break;
            case AttributeType.List:
                writer.WriteStartArray();
                foreach (var item in value.List!)
                {
                    writer.WriteStringValue(item);
                }

                writer.WriteEndArray();
                break;
            default:
                writer.WriteStringValue(value.Text);
                break;
        }
    }

    internal static AttributeValue ReadValue(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null => AttributeValue.None,
        JsonValueKind.String => AttributeValue.Of(element.GetString()),
        JsonValueKind.True or JsonValueKind.False => AttributeValue.Of(element.GetBoolean()),
        JsonValueKind.Number => AttributeValue.ParseNumber(element.GetRawText()) ?? throw new FormatException("A number is too large."),
        JsonValueKind.Array => AttributeValue.Of(element.EnumerateArray().Select(item => item.GetString()!)),
        _ => throw new FormatException("The value of an attribute is an object."),
    };
}
