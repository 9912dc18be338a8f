using Newtonsoft.Json.Linq;

namespace IdentitySdk.Core;

/// <summary>Writes JSON request bodies.</summary>
internal static class JsonBody
{
    /// <exception cref="ArgumentException">A string contains half a surrogate pair, or the body is nested too deeply.</exception>
    public static RequestBody Create(ApiObject? model) => Create(model, static (writer, model) => writer.Write(model));

    /// <inheritdoc cref="Create(ApiObject?)"/>
    public static RequestBody Create(JToken? json) => Create(json, static (writer, json) => writer.Write(json));

    private static RequestBody Create<T>(T value, Action<ModelWriter, T> write)
    {
        using var scratch = JsonScratch.Rent();
        try
        {
            write(new ModelWriter(scratch.Writer), value);
        }
        catch (InvalidOperationException exception)
        {
            // The JSON writer throws it for JSON that is nested more deeply than readers accept.
            throw new ArgumentException("The body is nested too deeply.", exception);
        }

        return RequestBody.Json(scratch.Written.ToArray());
    }
}
