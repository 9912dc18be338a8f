using System.ComponentModel;
#if NET8_0_OR_GREATER
using System.Diagnostics.CodeAnalysis;
#endif
using System.Text.Json;
using System.Text.Json.Serialization;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Core;

/// <summary>Reads and writes the items of a page with System.Text.Json: free-form JSON as it is on the wire, all other items as the serializer options define.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PageItemsConverterFactory : JsonConverterFactory
{
    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert is { IsGenericType: true } && typeToConvert.GetGenericTypeDefinition() == typeof(IReadOnlyList<>);

    /// <inheritdoc/>
#if NET8_0_OR_GREATER
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Reference types share the code of the converter for JToken, which is created below.")]
#endif
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options)
    {
        var item = typeToConvert.GetGenericArguments()[0];
        return item == typeof(JToken) ? new TokensConverter<JToken>()
            : typeof(JToken).IsAssignableFrom(item) ? (JsonConverter)Activator.CreateInstance(typeof(TokensConverter<>).MakeGenericType(item))!
            : options.GetTypeInfo(typeToConvert).Converter;
    }

    private sealed class TokensConverter<T> : JsonConverter<IReadOnlyList<T>>
        where T : JToken
    {
        public override IReadOnlyList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.StartArray)
            {
                throw new JsonException();
            }

            var items = new List<T>();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                items.Add(SystemTextJsonTokens.ReadJToken(ref reader) as T ?? throw new JsonException());
            }

            return items;
        }

        public override void Write(Utf8JsonWriter writer, IReadOnlyList<T> value, JsonSerializerOptions options) =>
            new ModelWriter(writer, ModelWriterMode.Host).WriteList(value, static (writer, item) => writer.Write(item));
    }
}
