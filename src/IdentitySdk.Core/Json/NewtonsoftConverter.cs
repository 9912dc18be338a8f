using Newtonsoft.Json;

namespace IdentitySdk.Core;

/// <summary>Lets Newtonsoft.Json read and write models, open enums and irregular values as they are on the wire.</summary>
internal sealed class NewtonsoftConverter : JsonConverter
{
    /// <inheritdoc/>
    public override bool CanConvert(Type objectType) =>
        typeof(ApiObject).IsAssignableFrom(objectType) || typeof(IJsonValue).IsAssignableFrom(Nullable.GetUnderlyingType(objectType) ?? objectType);

    /// <inheritdoc/>
#if NET8_0_OR_GREATER
    [System.Diagnostics.CodeAnalysis.UnconditionalSuppressMessage("Trimming", "IL2067", Justification = "Whoever names the type to Newtonsoft.Json keeps its constructor.")]
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

        var path = reader.Path;
        using var scratch = JsonScratch.Rent();
        NewtonsoftTokens.Copy(reader, scratch.Writer);
        try
        {
            var input = new JsonInput(scratch.Written, int.MaxValue); // The host's reader has counted.
            var blank = Activator.CreateInstance(type)!;
            var value = blank is ApiObject model ? input.BeginObject() ? input.Fill(model) : null : ((IJsonValue)blank).ReadNext(ref input);
            input.ThrowIfMismatched();
            return value;
        }
        catch (JsonFormatException fault)
        {
            throw new JsonSerializationException($"The JSON cannot become a {type.Name}. Path '{path}'.", fault);
        }
    }

    /// <inheritdoc/>
    public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer)
    {
        using var scratch = JsonScratch.Rent();
        var output = new JsonOutput(scratch.Writer, JsonOutputMode.Copy);
        if (value is IJsonValue known)
        {
            known.Write(output);
        }
        else
        {
            output.Write((ApiObject?)value);
        }

        NewtonsoftTokens.Write(scratch.Written, writer);
    }
}
