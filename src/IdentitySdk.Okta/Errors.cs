using System.Net.Http.Headers;
using IdentitySdk.Core;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Okta;

/// <summary>Reads Okta's error bodies: the API's own shape, OAuth's, and an empty body with the reason in <c>WWW-Authenticate</c>.</summary>
internal static class Errors
{
    public static ApiError Read(int statusCode, HttpResponseHeaders? headers, string body)
    {
        var tree = JsonText.TryParseObject(body);
        var code = ReadText(tree, "errorCode")?.TrimEnd(',');
        var challenge = headers?.WwwAuthenticate.FirstOrDefault(value => value.Parameter is not null);
        var causes = ReadCauses(tree?["errorCauses"]);
        return new ApiError
        {
            Code = code ?? ReadText(tree, "error") ?? ReadChallenge(challenge, "error"),
            Message = ReadText(tree, "errorSummary") ?? ReadText(tree, "error_description") ?? ReadChallenge(challenge, "error_description"),
            RequestId = ReadText(tree, "errorId"),
            Causes = causes,
            IsRateLimited = statusCode == 429 || code == "E0000047",

            // Read-only mode: nothing was written.
            IsRefused = code == "E0000010",
            IsAlreadyExists = code == "E0000001" && causes.Any(IsTaken),
            IsPathUnknown = code == "E0000008",

            // Okta's edge also responds with 404, without a code: that does not mean that the user is missing.
            IsUndocumented = statusCode == 404 && !IsCode(code),
        };
    }

    /// <summary>Usually an array of objects; a single object and plain strings are documented too.</summary>
    private static IReadOnlyList<string> ReadCauses(JToken? causes) => causes switch
    {
        JArray list => [.. list.Select(ReadCause).OfType<string>()],
        JObject single when ReadCause(single) is { } cause => [cause],
        _ => [],
    };

    private static string? ReadCause(JToken cause)
    {
        if (cause is not JObject tree)
        {
            return cause is JValue { Value: string { Length: > 0 } text } ? text : null;
        }

        var summary = ReadText(tree, "errorSummary");
        var details = string.Join("; ", new[] { ReadText(tree, "reason"), ReadText(tree, "location"), ReadText(tree, "domain") }.OfType<string>());
        return summary is null || details.Length == 0 ? summary ?? (details.Length == 0 ? null : details) : $"{summary} ({details})";
    }

    /// <summary>Okta has one code for all that is invalid; this cause, after the name of the property, says that its value is taken.</summary>
    private static bool IsTaken(string cause) => cause.IndexOf("already exists", StringComparison.OrdinalIgnoreCase) >= 0;

    private static bool IsCode(string? code) =>
        code is ['E', ..] && code.Length == 8 && code.Skip(1).All(static character => character is >= '0' and <= '9');

    private static string? ReadText(JObject? tree, string name) => tree?[name] is JValue { Value: string { Length: > 0 } text } ? text : null;

    private static string? ReadChallenge(AuthenticationHeaderValue? challenge, string name)
    {
        var parameters = challenge?.Parameter ?? "";
        var opening = name + "=\"";
        for (var index = parameters.IndexOf(opening, StringComparison.Ordinal); index >= 0; index = parameters.IndexOf(opening, index + 1, StringComparison.Ordinal))
        {
            var start = index + opening.Length;
            var end = parameters.IndexOf('"', start);
            if (end >= 0 && (index == 0 || parameters[index - 1] is ' ' or ','))
            {
                return parameters.Substring(start, end - start);
            }
        }

        return null;
    }
}
