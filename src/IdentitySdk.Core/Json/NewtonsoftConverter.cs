using System.Collections;
using Newtonsoft.Json;

namespace IdentitySdk.Core;

/// <summary>Lets Newtonsoft.Json read and write models, open enums and irregular values as they are on the wire.</summary>
internal sealed class NewtonsoftConverter : JsonConverter
{
    /// <inheritdoc/>
    public override bool CanConvert(Type objectType) => true; // Only types that name this converter come here.

    /// <inheritdoc/>
#if NET8_0_OR_GREATER
    [System.Diagnostics.CodeAnalysis.UnconditionalSuppressMessage("Trimming", "IL2067", Justification = "Whoever names a type to Newtonsoft.Json keeps it.")]
#endif
    public override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer)
    {
        var type = Nullable.GetUnderlyingType(objectType) ?? objectType;
        if (reader.TokenType == JsonToken.Null)
        {
            return type == objectType && type.IsValueType
                ? throw new JsonSerializationException($"A JSON null cannot become a {type.Name}; it can become a {type.Name}?. Path '{reader.Path}'.")
                : null;
        }

        return typeof(IOneOrMany).IsAssignableFrom(type)
            ? Activator.CreateInstance(type, reader.TokenType == JsonToken.StartArray ? ReadItems(reader, type, serializer) : ReadItem(reader, type, serializer))
            : ReadValue(reader, Activator.CreateInstance(type)!);
    }

    /// <inheritdoc/>
    public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer)
    {
        switch (value)
        {
            case IOneOrMany items:
                WriteItems(writer, items, serializer);
                break;
            case null:
                writer.WriteNull();
                break;
            default:
                using (var scratch = JsonScratch.Rent())
                {
                    new ModelWriter(scratch.Writer, ModelWriterMode.Host).WriteOwn(value);
                    NewtonsoftTokens.Write(scratch.Written, writer);
                }

                break;
        }
    }

    private static object? ReadValue(JsonReader reader, object blank)
    {
        var path = reader.Path;
        using var scratch = JsonScratch.Rent();
        NewtonsoftTokens.Copy(reader, scratch.Writer);
        try
        {
            return ModelReader.ReadOwn(scratch.Written, blank);
        }
        catch (JsonFormatException exception)
        {
            throw new JsonSerializationException($"The JSON cannot become a {blank.GetType().Name}. Path '{path}'.", exception);
        }
    }

#if NET8_0_OR_GREATER
    [System.Diagnostics.CodeAnalysis.UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Arrays of classes share one code.")]
#endif
    private static Array ReadItems(JsonReader reader, Type type, JsonSerializer serializer)
    {
        var items = new ArrayList();
        while (reader.Read() && reader.TokenType != JsonToken.EndArray)
        {
            items.Add(ReadItem(reader, type, serializer));
        }

        return items.ToArray(type.GetGenericArguments()[0]);
    }

    private static void WriteItems(JsonWriter writer, IOneOrMany items, JsonSerializer serializer)
    {
        if (items.IsArray)
        {
            writer.WriteStartArray();
        }

        foreach (var item in (IEnumerable)items)
        {
            serializer.Serialize(writer, item);
        }

        if (items.IsArray)
        {
            writer.WriteEndArray();
        }
    }

    private static object ReadItem(JsonReader reader, Type type, JsonSerializer serializer) =>
        serializer.Deserialize(reader, type.GetGenericArguments()[0]) ?? throw new JsonSerializationException($"An item is JSON null. Path '{reader.Path}'.");
}
