using System.Text;
using System.Text.Json;
using IdentitySdk.Testing;

namespace IdentitySdk.Cli.Emulation;

/// <summary>Writes each request that an emulator receives as one line of JSON, without credentials. Thread-safe.</summary>
internal sealed class RequestRecorder(Stream output) : IDisposable
{
    private static readonly string[] s_secrets = ["Authorization", "DPoP", "Cookie"];
    private readonly object _gate = new();

    public Action<EmulatorRequest> For(string vendor) => request =>
    {
        using var line = new MemoryStream();
        using (var writer = new Utf8JsonWriter(line))
        {
            Write(writer, vendor, request);
        }

        line.Write("\n"u8);
        lock (_gate)
        {
            output.Write(line.GetBuffer(), 0, (int)line.Length);
            output.Flush();
        }
    };

    public void Dispose() => output.Dispose();

    private static void Write(Utf8JsonWriter writer, string vendor, EmulatorRequest request)
    {
        writer.WriteStartObject();
        writer.WriteString("vendor", vendor);
        writer.WriteNumber("number", request.Number);
        writer.WriteString("received", request.ReceivedAt);
        writer.WriteString("method", request.Method);
        writer.WriteString("path", request.Path);
        writer.WriteString("query", request.Query);
        writer.WriteString("operation", request.Operation);
        writer.WriteStartArray("unknown");
        request.Unknown.ToList().ForEach(writer.WriteStringValue);
        writer.WriteEndArray();
        writer.WriteStartObject("headers");
        foreach (var (name, value) in request.Headers.Where(header => !s_secrets.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
        {
            writer.WriteString(name, value);
        }

        writer.WriteEndObject();
        // The body of a token request is a credential.
        writer.WriteString("body", request.IsTokenRequest ? null : request.Body);
        writer.WriteEndObject();
    }
}
