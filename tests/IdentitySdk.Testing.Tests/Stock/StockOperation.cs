using System.Globalization;
using System.Reflection;
using System.Web;
using IdentitySdk.Testing.Schemas;
using IdentitySdk.Testing.Tests.Scenarios;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Testing.Tests.Stock;

/// <summary>The method of a stock client for an operation, called with the values of a scenario's request.</summary>
internal sealed class StockOperation : DelegatingHandler
{
    private static readonly JsonSerializer s_serializer = JsonSerializer.Create(
        new JsonSerializerSettings { Converters = { new StringEnumConverter() }, DateParseHandling = DateParseHandling.None });

    private readonly HttpClient _http;
    private readonly object _client;
    private readonly MethodInfo _method;

    public StockOperation(Scenario scenario, string vendor, string operation)
    {
        Operation = scenario.Schema.Operations.Single(each => each.Id == operation);
        var (client, name) = (operation.Split('_')[0], operation.Split('_')[1]);
        var type = typeof(StockOperation).Assembly.GetType($"{typeof(StockOperation).Namespace}.{vendor}.{client}Client", throwOnError: true)!;
        _http = scenario.CreateClient(this);
        _client = Activator.CreateInstance(type, _http)!;
        type.GetProperty("BaseUrl")!.SetValue(_client, scenario.Emulator.BaseAddress.ToString());
        _method = type.GetMethods().Single(method => method.Name == $"{name}Async" && method.GetParameters() is [.., var last]
            && last.ParameterType == typeof(CancellationToken));
    }

    public OperationSchema Operation { get; }

    /// <summary>Whether requests carry the scenario's credential.</summary>
    public bool IsAuthorized { get; set; } = true;

    /// <summary>The body of the latest response.</summary>
    public string Response { get; private set; } = "";

    /// <summary>Calls the method with the values of path, query and body; the result is null when the operation has none.</summary>
    public async Task<object?> InvokeAsync(EmulatorCall call)
    {
        var values = Values(call).ToDictionary(value => Normalize(value.Name), value => value.Value, StringComparer.OrdinalIgnoreCase);
        var arguments = _method.GetParameters().Select(parameter => Argument(parameter, values)).ToArray();
        Assert.That(values, Is.Empty, "values of the scenario without a parameter in the stock client");
        var task = (Task)_method.Invoke(_client, arguments)!;
        await task;
        return _method.ReturnType.IsGenericType ? task.GetType().GetProperty("Result")!.GetValue(task) : null;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!IsAuthorized)
        {
            request.Headers.Authorization = null;
        }

        var response = await base.SendAsync(request, cancellationToken);
        Response = await response.Content.ReadAsStringAsync(cancellationToken);
        return response;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _http.Dispose();
        }

        base.Dispose(disposing);
    }

    private static object? Argument(ParameterInfo parameter, Dictionary<string, JToken> values) =>
        parameter.ParameterType == typeof(CancellationToken) ? CancellationToken.None
        : values.Remove(Normalize(parameter.Name!), out var value) ? Typed(value, parameter.ParameterType)
        : parameter.HasDefaultValue ? parameter.DefaultValue : Empty(parameter.ParameterType);

    private static object? Typed(JToken value, Type type) =>
        value.Type != JTokenType.String || !IsList(type) ? value.ToObject(type, s_serializer)
        : new JArray(value.ToString().Split(',').Cast<object>().ToArray()).ToObject(type, s_serializer);

    private static bool IsList(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>);

    /// <summary>An omitted body is an object without members.</summary>
    private static object? Empty(Type type) => type.IsValueType || type == typeof(string) ? null : new JObject().ToObject(type, s_serializer);

    /// <summary>NSwag changes the case of parameter names.</summary>
    private static string Normalize(string name) => name.Replace("_", "", StringComparison.Ordinal);

    private IEnumerable<(string Name, JToken Value)> Values(EmulatorCall call)
    {
        var parts = call.Path.Split('?', 2);
        foreach (var (name, value) in Operation.Template.Split('/').Zip(parts[0].Split('/')).Where(pair => pair.First.StartsWith('{')))
        {
            yield return (name.Trim('{', '}'), Uri.UnescapeDataString(value));
        }

        var query = HttpUtility.ParseQueryString(parts.ElementAtOrDefault(1) ?? "");
        foreach (string name in query)
        {
            yield return (name, query[name]);
        }

        if (call.Body is not null)
        {
            using var reader = new JsonTextReader(new StringReader(call.Body)) { DateParseHandling = DateParseHandling.None };
            yield return ("body", JToken.Load(reader));
        }
    }
}
