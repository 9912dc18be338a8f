using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests;

/// <summary>Bodies of responses, and the results in them, as specified.</summary>
internal static class SampleResponse
{
    /// <summary>The smallest body of a success.</summary>
    public static string Smallest(Operation operation) => operation switch
    {
        { Paging: { } paging } when paging["items"] is { } items => $$"""{"{{items}}": []}""",
        { Paging: not null } => "[]",
        _ => "{}",
    };

    /// <summary>The result in a body: the items of a list, the value in an envelope, or the body; null when the method returns no value.</summary>
    public static JToken? Result(Operation operation, JToken body)
    {
        if (operation.Paging is { } paging)
        {
            var list = body as JArray ?? (JArray)body[(string?)paging["items"] ?? "data"]!;
            return operation.Specification.Vendor == "onelogin"
                ? new JArray(list.SelectMany(item => item is JArray nested ? nested.AsEnumerable() : [item]))
                : list;
        }

        if (operation.ResultSchema is null || operation.Unwrap == "None")
        {
            return null;
        }

        var value = operation.Unwrap is not null && body["data"] is { } data ? data : body;
        while (operation.Unwrap is not null && value is JArray { Count: 1 } wrapped)
        {
            value = wrapped[0];
        }

        return value;
    }
}
