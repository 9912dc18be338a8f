using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IdentitySdk.Testing.Json;

namespace IdentitySdk.Testing.Hosting;

/// <summary>An answer before it is sent.</summary>
internal sealed class Reply(int status, ReadOnlyMemory<byte> body = default, string? contentType = null)
{
    public int Status { get; } = status;

    public ReadOnlyMemory<byte> Body { get; } = body;

    public string? ContentType { get; } = contentType;

    /// <summary>In order; a name that comes twice becomes two header lines.</summary>
    public List<KeyValuePair<string, string>> Headers { get; } = [];

    /// <summary>The answer does not come from the vendor's application but from a proxy before it: none of its headers.</summary>
    public bool IsFromEdge { get; init; }

    public static Reply Empty(int status) => new(status);

    public static Reply Fixed(int status, FixedResponse response) => new(status, Encoding.UTF8.GetBytes(response.Body), response.ContentType);

    public static Reply Json(int status, JsonNode body) => new(status, JsonBytes.Of(body), "application/json");

    public static Reply Json(int status, Action<Utf8JsonWriter> write) => new(status, JsonBytes.Of(write), "application/json");

    public Reply With(string header, string value)
    {
        Headers.Add(new(header, value));
        return this;
    }

    public Reply Replace(string header, string value)
    {
        Headers.RemoveAll(existing => string.Equals(existing.Key, header, StringComparison.OrdinalIgnoreCase));
        return With(header, value);
    }
}
