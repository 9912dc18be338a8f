namespace IdentitySdk.Core;

/// <summary>Writes JSON request bodies.</summary>
internal static class JsonBody
{
    /// <exception cref="ArgumentException">A string contains half a surrogate pair, or the body is nested too deeply.</exception>
    public static RequestBody Create(Action<ModelWriter> write)
    {
        using var scratch = JsonScratch.Rent();
        try
        {
            write(new ModelWriter(scratch.Writer));
        }
        catch (InvalidOperationException exception)
        {
            // The JSON writer throws it for JSON that is nested more deeply than readers accept.
            throw new ArgumentException("The body is nested too deeply.", exception);
        }

        return RequestBody.Json(scratch.Written.ToArray());
    }
}
