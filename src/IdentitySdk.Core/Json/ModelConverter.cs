using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IdentitySdk.Core;

/// <summary>Reads and writes a model, an open enum or an irregular value with System.Text.Json as it is on the wire, under any serializer options.</summary>
/// <typeparam name="T">The type that has this converter.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ModelConverter<T> : JsonConverter<T>
    where T : new()
{
    private static bool IsOpenEnum => default(T) is IJsonValue and not (StringOrNumber or TextOrObject);

    /// <inheritdoc/>
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => (T)SystemTextJsonTokens.Read(ref reader, new T()!);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        new ModelWriter(writer, ModelWriterMode.Host).WriteSdkValue(value);

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The type is not an open enum.</exception>
    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        IsOpenEnum ? (T)SystemTextJsonTokens.ReadName(ref reader, (IJsonValue)new T()) : base.ReadAsPropertyName(ref reader, typeToConvert, options);

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The type is not an open enum.</exception>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        if (IsOpenEnum)
        {
            writer.WritePropertyName(value!.ToString()!);
        }
        else
        {
            base.WriteAsPropertyName(writer, value!, options);
        }
    }
}
