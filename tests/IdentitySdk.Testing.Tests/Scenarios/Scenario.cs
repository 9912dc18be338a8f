using System.Text;
using System.Text.Json.Nodes;
using IdentitySdk.Testing.Schemas;

namespace IdentitySdk.Testing.Tests.Scenarios;

/// <summary>An emulator with arranged data, used without a connection, and a successful request for each operation.</summary>
internal abstract class Scenario(VendorEmulator emulator, string authorization, ApiSchema schema) : IDisposable
{
    private readonly HttpClient _client = new(emulator.CreateHandler()) { BaseAddress = emulator.BaseAddress };

    public VendorEmulator Emulator { get; } = emulator;

    /// <summary>The schema of the committed specification, which may differ from the emulator's.</summary>
    public ApiSchema Schema { get; } = schema;

    public abstract IReadOnlyList<EmulatorCall> Calls { get; }

    public EmulatorCall Call(string operation) => Calls.Single(call => call.Operation == operation);

    public static Scenario Create(string vendor, ApiSchema? schema = null) => vendor switch
    {
        "OneLogin" => new OneLoginScenario(schema),
        "OneLogin, newer wire" => new OneLoginScenario(schema, OneLoginWire.Newer),
        "Okta" => new OktaScenario(schema),
        "Agilicus" => new AgilicusScenario(schema),
        _ => throw new ArgumentOutOfRangeException(nameof(vendor), vendor, null),
    };

    /// <summary>An authorized client of the same emulator, with a handler of the caller.</summary>
    public HttpClient CreateClient(DelegatingHandler handler)
    {
        handler.InnerHandler = Emulator.CreateHandler();
        var client = new HttpClient(handler) { BaseAddress = Emulator.BaseAddress };
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
        return client;
    }

    public Task<ScenarioResponse> SendAsync(EmulatorCall call) =>
        SendAsync(call.Method, call.Path, call.Body is null ? null : Encoding.UTF8.GetBytes(call.Body));

    public async Task<ScenarioResponse> SendAsync(string method, string path, byte[]? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        }

        using var response = await _client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        var isJson = text.Length > 0 && response.Content.Headers.ContentType?.MediaType == "application/json";
        return new((int)response.StatusCode, text, isJson ? JsonNode.Parse(text) : null);
    }

    /// <summary>The observable state of the emulator.</summary>
    public async Task<string> StateAsync()
    {
        var state = new StringBuilder();
        foreach (var call in Calls.Where(call => call.Method == "GET"))
        {
            var response = await SendAsync(call);
            // Each error has a new id.
            state.AppendLine(response.Status >= 400 ? $"{call} {response.Status}" : response.Text);
        }

        return state.AppendLine(Hidden()).ToString();
    }

    /// <summary>The violations of the specification in a response; empty when there are none.</summary>
    public IEnumerable<string> Violations(string operation, ScenarioResponse response)
    {
        var responses = Schema.Operations.Single(each => each.Id == operation).Responses;
        if (!responses.TryGetProperty($"{response.Status}", out var schema))
        {
            return [$"{operation} does not declare the status {response.Status}: {response.Text}"];
        }

        return schema.ValueKind == System.Text.Json.JsonValueKind.Null
            ? []
            : SchemaValidator.Check(Schema, schema, response.Json, isRequest: false).Select(error => $"{operation} {response.Status}: {error}");
    }

    public void Dispose() => _client.Dispose();

    /// <summary>The state that no response contains.</summary>
    protected abstract string Hidden();
}

/// <summary>A response; the JSON is null when the body is not JSON.</summary>
internal sealed record ScenarioResponse(int Status, string Text, JsonNode? Json);
