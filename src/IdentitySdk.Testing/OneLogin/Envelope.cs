using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;

namespace IdentitySdk.Testing.OneLogin;

/// <summary>Successful responses: a status, and data that is an array even for a single object.</summary>
internal static class Envelope
{
    public static EmulatorResponse Success() => Errors.Of(200, "Success");

    public static EmulatorResponse Of(params JsonNode[] data) => EmulatorResponse.Json(200, new JsonObject
    {
        ["status"] = Errors.Status(200, "Success"),
        ["data"] = new JsonArray(data),
    });

    /// <summary>Lists of plain values are nested in another array: <c>[[1,2]]</c>, and <c>[[]]</c> when empty.</summary>
    public static EmulatorResponse Nested(IEnumerable<JsonNode?> values) => Of(new JsonArray([.. values]));
}
