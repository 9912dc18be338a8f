using Newtonsoft.Json;

namespace IdentitySdk.Core;

/// <summary>Lets <c>JsonConvert</c> read and write every model.</summary>
public sealed class ApiObjectConverter : JsonConverter
{
    /// <inheritdoc/>
    public override bool CanConvert(Type objectType) => typeof(ApiObject).IsAssignableFrom(objectType);

    /// <inheritdoc/>
#if NET8_0_OR_GREATER
    [System.Diagnostics.CodeAnalysis.UnconditionalSuppressMessage("Trimming", "IL2067", Justification = "Whoever names the model to JsonConvert keeps its constructor.")]
#endif
    public override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer)
    {
        using var settings = new ReaderSettings(reader);
        var input = new JsonInput(reader, onValue: true);

        // The only use of reflection, and only on this path: JsonConvert names the type, not a constructor.
        var model = input.BeginObject() ? input.Fill((ApiObject)Activator.CreateInstance(objectType)!) : null;
        input.ThrowIfMismatched();
        return model;
    }

    /// <inheritdoc/>
    public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer) => new JsonOutput(writer).Write((ApiObject?)value);
}
