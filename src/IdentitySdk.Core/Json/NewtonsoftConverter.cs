using System.Collections;
#if NET8_0_OR_GREATER
using System.Diagnostics.CodeAnalysis;
#endif
using Newtonsoft.Json;

namespace IdentitySdk.Core;

/// <summary>Reads and writes models, open enums and irregular values with Newtonsoft.Json as they are on the wire.</summary>
internal sealed class NewtonsoftConverter : JsonConverter
{
    /// <inheritdoc/>
    public override bool CanConvert(Type objectType) => true; // Only types with this converter get here.

    /// <inheritdoc/>
#if NET8_0_OR_GREATER
    [UnconditionalSuppressMessage("Trimming", "IL2067", Justification = "A caller that passes a type to Newtonsoft.Json preserves its constructor.")]
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

        if (type.IsAbstract)
        {
            throw new NotSupportedException($"{ApiObjectConverter.CannotRead} Path '{reader.Path}'.");
        }

        if (!typeof(IOneOrMany).IsAssignableFrom(type))
        {
            return ReadValue(reader, Activator.CreateInstance(type)!);
        }

        var isArray = reader.TokenType == JsonToken.StartArray;
        return Activator.CreateInstance(type, isArray ? ReadItems(reader, type, serializer) : ReadItem(reader, type, serializer));
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
                WriteValue(writer, value);
                break;
        }
    }

    private static void WriteValue(JsonWriter writer, object value)
    {
        using var scratch = JsonScratch.Rent();
        try
        {
            new ModelWriter(scratch.Writer, ModelWriterMode.Host).WriteSdkValue(value);
        }
        catch (InvalidOperationException exception)
        {
            throw new JsonSerializationException($"The {value.GetType().Name} is nested too deeply. Path '{writer.Path}'.", exception);
        }

        NewtonsoftTokens.Write(scratch.Written, writer);
    }

    private static object? ReadValue(JsonReader reader, object target)
    {
        var path = reader.Path;
        using var buffer = new PooledBuffer();
        NewtonsoftTokens.Copy(reader, buffer);
        try
        {
            return ModelReader.ReadSdkValue(buffer.Written, target);
        }
        catch (Exception exception) when (exception is JsonFormatException or System.Text.Json.JsonException)
        {
            throw new JsonSerializationException($"The JSON cannot become a {target.GetType().Name}. Path '{path}'.", exception);
        }
    }

#if NET8_0_OR_GREATER
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Arrays of reference types share their code.")]
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
