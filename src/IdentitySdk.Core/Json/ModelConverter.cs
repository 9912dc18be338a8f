using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IdentitySdk.Core;

/// <summary>Lets System.Text.Json read and write a model, an open enum or an irregular value as it is on the wire, whatever the serializer's options.</summary>
/// <typeparam name="T">The type, which names this converter as its own.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ModelConverter<T> : JsonConverter<T>
    where T : new()
{
    /// <inheritdoc/>
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => (T)HostJson.Read(ref reader, new T()!);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => new ModelWriter(writer, ModelWriterMode.Host).WriteOwn(value);
}
