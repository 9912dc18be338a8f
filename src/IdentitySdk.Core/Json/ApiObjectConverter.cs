using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IdentitySdk.Core;

/// <summary>Writes a model of any type with System.Text.Json, where <see cref="ApiObject"/> is the declared type.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ApiObjectConverter : JsonConverter<ApiObject>
{
    /// <summary>Why no serializer reads an <see cref="ApiObject"/>.</summary>
    internal const string CannotRead =
        "JSON cannot be read as ApiObject, which is the base class of all models: declare the type of the model instead, such as User.";

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always: the JSON does not name its type.</exception>
    public override ApiObject Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException(CannotRead);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ApiObject value, JsonSerializerOptions options) => new ModelWriter(writer, ModelWriterMode.Host).Write(value);
}
