using IdentitySdk.Core;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.OneLogin;

/// <summary>What the wire wraps around a value: <c>{"status": …, "data": [value]}</c>. Newer documents show the bare value, which is read too.</summary>
internal static class Envelope
{
    /// <summary>Reads a status without data.</summary>
    public static StatusOnly ReadStatus(ref JsonInput input)
    {
        ThrowIfError(input.ReadJToken() as JObject);
        return StatusOnly.Instance;
    }

    /// <summary>Reads the value in the envelope, in an array of one, in a nested array, or bare.</summary>
    public static JsonRead<T> Read<T>(JsonRead<T> readValue)
        where T : class => (ref JsonInput input) =>
    {
        var document = input.ReadJToken();
        ThrowIfError(document as JObject);
        var value = document is JObject { Count: > 0 } tree && tree["status"] is JObject && tree.TryGetValue("data", out var data) ? data : document;
        while (value is JArray list)
        {
            value = list.First;
        }

        var inner = new JsonInput(JsonOutput.ToUtf8(value));
        var result = readValue(ref inner);
        inner.ThrowIfMismatched();
        input.Report(inner.UnexpectedMembers);
        return result;
    };

    /// <summary>A status object inside HTTP 200 may report an error.</summary>
    /// <exception cref="ErrorInSuccessException">It does.</exception>
    public static void ThrowIfError(JObject? document)
    {
        var status = document?["status"] as JObject ?? document;
        if (status?["error"] is JValue { Value: true } || IsError(status?["code"]) || IsError(document?["statusCode"]) || IsError(document?["status"]))
        {
            throw new ErrorInSuccessException();
        }
    }

    /// <summary>A user's own <c>status</c> is a small number.</summary>
    private static bool IsError(JToken? status) => status is JValue { Value: long and >= 400 and <= 599 };
}
