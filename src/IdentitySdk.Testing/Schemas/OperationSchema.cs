using System.Text.Json;

namespace IdentitySdk.Testing.Schemas;

/// <summary>The schema of an operation.</summary>
/// <param name="Id">Its name in the specification, such as <c>Users_List</c>.</param>
/// <param name="Method">The verb.</param>
/// <param name="Template">The path template.</param>
/// <param name="Sources">The documents that describe it, each with its name there.</param>
/// <param name="Query">Its query parameters by name.</param>
/// <param name="Body">The schema of the body; undefined when there is none.</param>
/// <param name="Responses">The schema of the response by status; null for a status without JSON.</param>
internal sealed record OperationSchema(string Id, string Method, string Template, IReadOnlyList<string> Sources, JsonElement Query, JsonElement Body,
    JsonElement Responses)
{
    public bool HasBody => Body.ValueKind == JsonValueKind.Object;

    /// <summary>The parameter with this name, or with a prefix of it; undefined when there is none.</summary>
    public JsonElement Parameter(string name)
    {
        if (Query.TryGetProperty(name, out var parameter) && !parameter.TryGetProperty("x-query-prefix", out _))
        {
            return parameter;
        }

        return Query.EnumerateObject()
            .FirstOrDefault(each => each.Value.TryGetProperty("x-query-prefix", out var prefix)
                && name.StartsWith(prefix.GetString()!, StringComparison.Ordinal))
            .Value;
    }
}
