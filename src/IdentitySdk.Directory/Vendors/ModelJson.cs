using System.Text.Json;
using IdentitySdk.Core;

namespace IdentitySdk.Directories;

/// <summary>Reads and creates vendor models by the JSON names of their members.</summary>
internal static class ModelJson
{
    private static readonly JsonSerializerOptions s_options = new();

    /// <summary>Gets the set members of a model, except objects and lists of other items than text.</summary>
    public static IEnumerable<KeyValuePair<string, AttributeValue>> Members<T>(T model)
        where T : ApiObject, new()
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            new ModelConverter<T>().Write(writer, model, s_options);
        }

        using var document = JsonDocument.Parse(buffer.ToArray());
        foreach (var member in document.RootElement.EnumerateObject().Where(member => IsValue(member.Value)))
        {
            yield return new(member.Name, ValuesJson.ReadValue(member.Value));
        }
    }

    /// <summary>Creates a model with these members set; no value is null.</summary>
    public static T Create<T>(IEnumerable<KeyValuePair<string, AttributeValue>> members)
        where T : ApiObject, new()
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var member in members)
            {
                writer.WritePropertyName(member.Key);
                ValuesJson.Write(writer, member.Value);
            }

            writer.WriteEndObject();
        }

        var reader = new Utf8JsonReader(buffer.ToArray());
        reader.Read();
        return new ModelConverter<T>().Read(ref reader, typeof(T), s_options)!;
    }

    private static bool IsValue(JsonElement value) =>
        value.ValueKind != JsonValueKind.Object
        && (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String));
}
