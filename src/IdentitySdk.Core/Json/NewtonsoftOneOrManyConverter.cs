using System.Collections;
using Newtonsoft.Json;

namespace IdentitySdk.Core;

/// <summary>Lets Newtonsoft.Json read and write each <see cref="OneOrMany{T}"/> as it is on the wire.</summary>
internal sealed class NewtonsoftOneOrManyConverter : JsonConverter
{
    /// <inheritdoc/>
    public override bool CanConvert(Type objectType) => typeof(IOneOrMany).IsAssignableFrom(objectType);

    /// <inheritdoc/>
#if NET8_0_OR_GREATER
    [System.Diagnostics.CodeAnalysis.UnconditionalSuppressMessage("Trimming", "IL2067", Justification = "Whoever names the type to Newtonsoft.Json keeps its constructors.")]
    [System.Diagnostics.CodeAnalysis.UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Items are classes: their arrays share one code.")]
#endif
    public override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer)
    {
        var itemType = objectType.GetGenericArguments()[0];
        if (reader.TokenType != JsonToken.StartArray)
        {
            return reader.TokenType == JsonToken.Null ? null : Activator.CreateInstance(objectType, Item(reader, itemType, serializer));
        }

        var items = new List<object>();
        while (reader.Read() && reader.TokenType != JsonToken.EndArray)
        {
            items.Add(Item(reader, itemType, serializer));
        }

        var array = Array.CreateInstance(itemType, items.Count);
        ((ICollection)items).CopyTo(array, 0);
        return Activator.CreateInstance(objectType, array);
    }

    /// <inheritdoc/>
    public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer)
    {
        if (value is IOneOrMany { IsArray: true })
        {
            writer.WriteStartArray();
        }

        foreach (var item in (IEnumerable?)value ?? Array.Empty<object>())
        {
            serializer.Serialize(writer, item);
        }

        if (value is IOneOrMany { IsArray: true })
        {
            writer.WriteEndArray();
        }
    }

    private static object Item(JsonReader reader, Type type, JsonSerializer serializer) =>
        serializer.Deserialize(reader, type) ?? throw new JsonSerializationException($"An item is JSON null. Path '{reader.Path}'.");
}
