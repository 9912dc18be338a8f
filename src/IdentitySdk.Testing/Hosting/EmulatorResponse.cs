using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IdentitySdk.Testing.Json;

namespace IdentitySdk.Testing.Hosting;

/// <summary>A response before it is sent.</summary>
internal sealed class EmulatorResponse(int status, ReadOnlyMemory<byte> body = default, string? contentType = null)
{
    public int Status { get; } = status;

    public ReadOnlyMemory<byte> Body { get; } = body;

    public string Text => Encoding.UTF8.GetString(Body.Span);

    public string? ContentType { get; } = contentType;

    /// <summary>Headers in order; a repeated name becomes two header lines.</summary>
    public List<KeyValuePair<string, string>> Headers { get; } = [];

    /// <summary>Whether a proxy in front of the vendor's application sends the response, without the vendor's headers.</summary>
    public bool IsFromEdge { get; init; }

    public static EmulatorResponse Empty(int status) => new(status);

    public static EmulatorResponse Fixed(int status, FixedResponse fixedResponse) =>
        new(status, Encoding.UTF8.GetBytes(fixedResponse.Body), fixedResponse.ContentType);

    public static EmulatorResponse Json(int status, JsonNode body) => new(status, JsonBytes.Serialize(body), "application/json");

    public static EmulatorResponse Json(int status, Action<Utf8JsonWriter> write) => new(status, JsonBytes.Serialize(write), "application/json");

    public EmulatorResponse With(string header, string value)
    {
        Headers.Add(new(header, value));
        return this;
    }

    public EmulatorResponse Replace(string header, string value)
    {
        Headers.RemoveAll(existing => string.Equals(existing.Key, header, StringComparison.OrdinalIgnoreCase));
        return With(header, value);
    }
}
