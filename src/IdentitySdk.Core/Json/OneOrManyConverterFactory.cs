using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IdentitySdk.Core;

/// <summary>Reads and writes each <see cref="OneOrMany{T}"/> with System.Text.Json as it is on the wire.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class OneOrManyConverterFactory : JsonConverterFactory
{
    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert is { IsGenericType: true } && typeToConvert.GetGenericTypeDefinition() == typeof(OneOrMany<>);

    /// <inheritdoc/>
#if NET8_0_OR_GREATER
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Reference types share the code of the converter for object, which is created below.")]
#endif
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options)
    {
        var item = typeToConvert.GetGenericArguments()[0];
        return item == typeof(object)
            ? new OneOrManyConverter<object>()
            : (JsonConverter)Activator.CreateInstance(typeof(OneOrManyConverter<>).MakeGenericType(item))!;
    }

    private sealed class OneOrManyConverter<T> : JsonConverter<OneOrMany<T>>
        where T : class
    {
        // A serializer context may lack a type that names its own converter.
        private readonly JsonConverter<T>? _item = typeof(T).GetCustomAttribute<JsonConverterAttribute>() is { ConverterType: { } type }
            ? Activator.CreateInstance(type) as JsonConverter<T>
            : null;

        public override OneOrMany<T>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.StartArray)
            {
                return new OneOrMany<T>(ReadItem(ref reader, options));
            }

            var items = new List<T>();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                items.Add(ReadItem(ref reader, options));
            }

            return new OneOrMany<T>(items);
        }

        public override void Write(Utf8JsonWriter writer, OneOrMany<T> value, JsonSerializerOptions options)
        {
            if (!value.IsArray)
            {
                WriteItem(writer, value[0], options);
                return;
            }

            writer.WriteStartArray();
            foreach (var item in value)
            {
                WriteItem(writer, item, options);
            }

            writer.WriteEndArray();
        }

        private T ReadItem(ref Utf8JsonReader reader, JsonSerializerOptions options) =>
            (reader.TokenType == JsonTokenType.Null ? null
                : _item is not null ? _item.Read(ref reader, typeof(T), options)
                : (T?)JsonSerializer.Deserialize(ref reader, options.GetTypeInfo(typeof(T)))) ?? throw new JsonException();

        private void WriteItem(Utf8JsonWriter writer, T item, JsonSerializerOptions options)
        {
            if (_item is not null)
            {
                _item.Write(writer, item, options);
            }
            else
            {
                JsonSerializer.Serialize(writer, item, options.GetTypeInfo(typeof(T)));
            }
        }
    }
}
