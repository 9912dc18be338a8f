using Newtonsoft.Json;

namespace IdentitySdk.Core;

/// <summary>Lets <c>JsonConvert</c> read and write open enums and irregular values.</summary>
/// <typeparam name="T">The value's type.</typeparam>
public sealed class JsonValueConverter<T> : JsonConverter
    where T : struct, IJsonValue<T>
{
    /// <inheritdoc/>
    public override bool CanConvert(Type objectType) => objectType == typeof(T) || objectType == typeof(T?);

    /// <inheritdoc/>
    public override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer)
    {
        using var settings = new ReaderSettings(reader);
        var input = new JsonInput(reader, onValue: true);
        var value = default(T).ReadNext(ref input);
        input.ThrowIfMismatched();
        return value is null && objectType == typeof(T)
            ? throw new JsonSerializationException($"A JSON null cannot become a {typeof(T).Name}; it can become a {typeof(T).Name}?. Path '{reader.Path}'.")
            : value;
    }

    /// <inheritdoc/>
    public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer)
    {
        if (value is T known)
        {
            known.Write(new JsonOutput(writer));
        }
        else
        {
            writer.WriteNull();
        }
    }
}
