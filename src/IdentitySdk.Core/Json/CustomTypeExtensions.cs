using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using IdentitySdk.Core;

namespace IdentitySdk;

/// <summary>Reads a model as a type of the caller's own, such as a profile with custom attributes.</summary>
public static class CustomTypeExtensions
{
    /// <summary>Reads a model as a type of your own, with source-generated type information: compatible with trimming and native AOT.</summary>
    /// <remarks>Members are matched by their JSON names, such as <c>costCenter</c>; those in <see cref="ApiObject.AdditionalData"/> are included. Members that the type lacks are ignored.</remarks>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="source">The model, such as <c>user.Profile</c>.</param>
    /// <param name="typeInfo">The type's information, such as <c>MyContext.Default.MyProfile</c>.</param>
    /// <returns>The values in the type; it is independent of the model.</returns>
    /// <exception cref="JsonException">An attribute does not fit the type. The message names the attribute, never its value.</exception>
    /// <example><code>var costCenter = user.Profile!.As(MyContext.Default.MyProfile).CostCenter;</code></example>
    public static T As<T>(this ApiObject source, JsonTypeInfo<T> typeInfo)
    {
        _ = typeInfo ?? throw new ArgumentNullException(nameof(typeInfo));
        return Read(source, json => JsonSerializer.Deserialize(json, typeInfo));
    }

    /// <summary>Reads a model as a type of your own, by reflection.</summary>
    /// <inheritdoc cref="As{T}(ApiObject, JsonTypeInfo{T})" path="/remarks|/typeparam|/returns|/exception"/>
    /// <param name="source">The model, such as <c>user.Profile</c>.</param>
    /// <param name="options">Serializer options; null (the default) for those of System.Text.Json without regard to case.</param>
#if NET8_0_OR_GREATER
    [RequiresUnreferencedCode("Trimming may remove the type's members: pass its JsonTypeInfo.")]
    [RequiresDynamicCode("Native AOT has no code for the type: pass its JsonTypeInfo.")]
#endif
    public static T As<T>(this ApiObject source, JsonSerializerOptions? options = null)
    {
        options ??= new JsonSerializerOptions { PropertyNameCaseInsensitive = true };
        return Read(source, json => JsonSerializer.Deserialize<T>(json, options));
    }

    private static T Read<T>(ApiObject source, Func<byte[], T?> read)
    {
        var json = ModelWriter.ToUtf8(source ?? throw new ArgumentNullException(nameof(source)));
        try
        {
            return read(json) ?? throw new JsonException($"The converter of {typeof(T).Name} returned null.");
        }
        catch (JsonException exception) when (exception.Path is { Length: > 0 } path)
        {
            // The message of a converter may quote the value.
            throw new JsonException(path == "$"
                ? $"{source.GetType().Name} does not fit {typeof(T).Name}: a required member is missing, or the type is not an object."
                : $"The attribute {path.Substring(1).TrimStart('.')} does not fit {typeof(T).Name}.",
                path, exception.LineNumber, exception.BytePositionInLine);
        }
    }
}
