using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests;

/// <summary>One operation of a specification.</summary>
internal sealed class Operation(Specification specification, string method, string path, JObject node)
{
    public Specification Specification => specification;

    public string Method => method;

    public string Path => path;

    public JObject Node => node;

    public string Id => (string?)node["operationId"] ?? "";

    /// <summary>The class of the generated client.</summary>
    public string ClientName => $"{(string?)node["tags"]?.FirstOrDefault()}Client";

    /// <summary>The generated method.</summary>
    public string MethodName => $"{Id.Split('_').Last()}Async";

    /// <summary>The hand-written method that streams all pages.</summary>
    public string ListAllName => MethodName.Replace("List", "ListAll");

    public JObject? Paging => (JObject?)node["x-paging"];

    /// <summary>Whether the body is a partial update, which throws without a value.</summary>
    public bool IsPartialUpdate => Id.EndsWith("_Update", StringComparison.Ordinal);

    public string? Unwrap => (string?)node["x-unwrap"];

    public IReadOnlyList<JObject> Parameters { get; } = [.. (node["parameters"] ?? new JArray()).Select(specification.Resolve)];

    public IEnumerable<JObject> Query => Parameters.Where(parameter => (string?)parameter["in"] == "query");

    public JObject? BodySchema => node["requestBody"] is { } body ? (JObject?)specification.Resolve(body)["content"]!["application/json"]!["schema"] : null;

    public IEnumerable<JProperty> Responses => ((JObject)node["responses"]!).Properties();

    public IEnumerable<JProperty> Successes => Responses.Where(response => response.Name.StartsWith('2'));

    /// <summary>The schema of the success responses; null when none has a body.</summary>
    public JObject? ResultSchema => Successes.Select(response => ResponseSchema(response.Value)).FirstOrDefault(schema => schema is not null);

    public IEnumerable<string> Deviations => (node["x-deviation"] ?? new JArray()).Select(text => (string)text!);

    public JObject? ResponseSchema(JToken response) => (JObject?)specification.Resolve(response)["content"]?["application/json"]?["schema"];

    /// <summary>Whether a deviation mentions a name.</summary>
    public bool Explains(string name) =>
        Deviations.Any(text => System.Text.RegularExpressions.Regex.IsMatch(text, $@"(?<![\w]){System.Text.RegularExpressions.Regex.Escape(name)}(?![\w])"));

    public override string ToString() => $"{specification.Vendor} {Id}";
}
