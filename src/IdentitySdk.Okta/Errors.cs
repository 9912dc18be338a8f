using System.Net.Http.Headers;
using IdentitySdk.Core;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Okta;

/// <summary>Okta's error bodies: the API's own, OAuth's, and none at all with the reason in <c>WWW-Authenticate</c>.</summary>
internal static class Errors
{
    public static ApiError Read(int statusCode, HttpResponseHeaders? headers, string body)
    {
        var tree = JsonText.TryParseObject(body);
        var code = Text(tree, "errorCode")?.TrimEnd(',');
        var challenge = headers?.WwwAuthenticate.FirstOrDefault(value => value.Parameter is not null);
        return new ApiError
        {
            Code = code ?? Text(tree, "error") ?? Challenge(challenge, "error"),
            Message = Text(tree, "errorSummary") ?? Text(tree, "error_description") ?? Challenge(challenge, "error_description"),
            RequestId = Text(tree, "errorId"),
            Causes = Causes(tree?["errorCauses"]),
            IsRateLimited = statusCode == 429 || code == "E0000047",

            // Read-only mode: nothing is written.
            IsRefused = code == "E0000010",
            IsPathUnknown = code == "E0000008",

            // Okta's edge answers 404, too, without a code: that says nothing of a user.
            IsUndocumented = statusCode == 404 && !IsCode(code),
        };
    }

    /// <summary>Usually an array of objects; an object alone and plain strings have been documented too.</summary>
    private static IReadOnlyList<string> Causes(JToken? causes) => causes switch
    {
        JArray list => [.. list.Select(Cause).OfType<string>()],
        JObject one when Cause(one) is { } cause => [cause],
        _ => [],
    };

    private static string? Cause(JToken cause)
    {
        if (cause is not JObject tree)
        {
            return cause is JValue { Value: string { Length: > 0 } text } ? text : null;
        }

        var summary = Text(tree, "errorSummary");
        var details = string.Join("; ", new[] { Text(tree, "reason"), Text(tree, "location"), Text(tree, "domain") }.OfType<string>());
        return summary is null || details.Length == 0 ? summary ?? (details.Length == 0 ? null : details) : $"{summary} ({details})";
    }

    private static bool IsCode(string? code) => code is ['E', ..] && code.Length == 8 && code.Skip(1).All(static character => character is >= '0' and <= '9');

    private static string? Text(JObject? tree, string name) => tree?[name] is JValue { Value: string { Length: > 0 } text } ? text : null;

    private static string? Challenge(AuthenticationHeaderValue? challenge, string name)
    {
        var parameters = challenge?.Parameter ?? "";
        for (var at = parameters.IndexOf(name + "=\"", StringComparison.Ordinal); at >= 0; at = parameters.IndexOf(name + "=\"", at + 1, StringComparison.Ordinal))
        {
            var start = at + name.Length + 2;
            var end = parameters.IndexOf('"', start);
            if (end >= 0 && (at == 0 || parameters[at - 1] is ' ' or ','))
            {
                return parameters.Substring(start, end - start);
            }
        }

        return null;
    }
}
