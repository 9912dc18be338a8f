using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RichardSzalay.MockHttp;

namespace IdentitySdk.Tests;

/// <summary>A request that the client sent.</summary>
/// <param name="Method">The verb.</param>
/// <param name="Target">Path and query, escaped.</param>
/// <param name="ContentType">The type of the body; null when there is none.</param>
/// <param name="Body">The body; null when there is no content at all.</param>
internal sealed record SentRequest(string Method, string Target, string? ContentType, string? Body)
{
    public string Path => Target.Split('?')[0];

    /// <summary>Names and values of the query, decoded.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Query =>
        [.. Target.Split('?').Skip(1).SelectMany(query => query.Split('&')).Select(pair => pair.Split('=')).Select(pair => KeyValuePair.Create(Uri.UnescapeDataString(pair[0]), Uri.UnescapeDataString(pair[1])))];

    /// <summary>The body as JSON, without parsing dates.</summary>
    public JToken? Json => Body is { Length: > 0 } ? Parse(Body) : null;

    public static JToken Parse(string json)
    {
        using var reader = new JsonTextReader(new StringReader(json)) { DateParseHandling = DateParseHandling.None, FloatParseHandling = FloatParseHandling.Decimal };
        return JToken.ReadFrom(reader);
    }

    /// <summary>Calls an operation with sample arguments and returns what it sent.</summary>
    public static async Task<SentRequest> OfAsync(Operation operation, Samples samples) =>
        (await OfAsync(operation, samples.Arguments(operation, Sdk.Find(operation)!)))!;

    /// <summary>Calls an operation and returns what it sent; null when it sent nothing.</summary>
    public static async Task<SentRequest?> OfAsync(Operation operation, object?[] arguments, Action<IdentityClientOptions>? configure = null)
    {
        SentRequest? sent = null;
        using var server = new MockHttpMessageHandler();
        server.When("*").Respond(async message =>
        {
            Assert.That(sent, Is.Null, "The call was sent twice.");
            var body = message.Content is null ? null : await message.Content.ReadAsStringAsync();
            sent = new SentRequest(message.Method.Method, message.RequestUri!.PathAndQuery, message.Content?.Headers.ContentType?.ToString(), body);
            return new HttpResponseMessage { Content = new StringContent(SampleResponse.Smallest(operation), Encoding.UTF8, "application/json") };
        });
        using var sdk = new Sdk(operation.Specification.Vendor, server, configure: configure);
        await sdk.CallAsync(operation, arguments);
        return sent;
    }

    /// <summary>Returns readable text: one line for each query parameter, the body indented.</summary>
    public override string ToString()
    {
        var text = new StringBuilder($"{Method} {Path}\n");
        var separator = '?';
        foreach (var pair in Target.Split('?').Skip(1).SelectMany(query => query.Split('&')))
        {
            text.Append("    ").Append(separator).Append(pair).Append('\n');
            separator = '&';
        }

        if (ContentType is not null)
        {
            text.Append("Content-Type: ").Append(ContentType).Append('\n');
        }

        return text.Append(Json is { } json ? json.ToString(Formatting.Indented) + "\n" : Body is "" ? "(empty body)\n" : "").ToString();
    }
}
