using System.Net.Http.Headers;
using System.Text;
using IdentitySdk.Core;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Okta;

/// <summary>Reads Okta's error bodies: the API's own shape, OAuth's shape, and an empty body with the reason in <c>WWW-Authenticate</c>.</summary>
internal static class Errors
{
    /// <summary>Whether the body of a success reports an error: an Okta error code, or any code with a summary. No resource has these members.</summary>
    public static bool IsIn(ReadOnlySpan<byte> body)
    {
        var code = OutermostMember.FindText(body, "errorCode"u8);
        return !code.IsEmpty && (IsCode(Encoding.UTF8.GetString(code).TrimEnd(',')) || !OutermostMember.FindText(body, "errorSummary"u8).IsEmpty);
    }

    public static ApiError Read(int statusCode, HttpResponseHeaders? headers, string body)
    {
        var tree = JsonText.TryParseObject(body);
        var code = JsonText.ReadText(tree, "errorCode")?.TrimEnd(',');
        var challenge = headers?.WwwAuthenticate.FirstOrDefault(value => value.Parameter is not null);
        var causes = ReadCauses(tree?["errorCauses"]);
        return new ApiError
        {
            Code = code ?? JsonText.ReadText(tree, "error") ?? ReadChallenge(challenge, "error"),
            Message = JsonText.ReadText(tree, "errorSummary") ?? JsonText.ReadText(tree, "error_description") ?? ReadChallenge(challenge, "error_description"),
            RequestId = JsonText.ReadText(tree, "errorId"),
            Causes = causes,
            IsRateLimited = statusCode == 429 || code == "E0000047",

            // Read-only mode: nothing was written.
            IsRefused = code == "E0000010",
            IsAlreadyExists = code == "E0000001" && causes.Any(IsTaken),
            IsPathUnknown = code == "E0000008",

            // A 404 or 409 without a code comes from Okta's edge or a proxy and does not mean that a user is missing or exists.
            // An error in a success has only the status of its code.
            IsUndocumented = statusCode is 404 or 409 ? !IsCode(code) : statusCode < 300 && ReadStatus(code) is null,
            Status = ReadStatus(code),
        };
    }

    /// <summary>The status that Okta documents for a code ("Error codes" in its reference); null for a rarer one.</summary>
    private static int? ReadStatus(string? code) => code switch
    {
        "E0000001" or "E0000002" or "E0000003" or "E0000021" or "E0000028" or "E0000091" or "E0000093" => 400,
        "E0000004" or "E0000011" or "E0000015" => 401,
        "E0000005" or "E0000006" or "E0000014" or "E0000016" or "E0000023" or "E0000034" or "E0000036" or "E0000038" or "E0000080" or "E0000087" => 403,
        "E0000007" or "E0000008" => 404,
        "E0000090" or "E0000112" => 409,
        "E0000047" => 429,
        "E0000009" => 500,
        "E0000010" => 503,
        _ => null,
    };

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
            return JsonText.ReadText(cause);
        }

        var summary = JsonText.ReadText(tree, "errorSummary");
        var details = string.Join("; ", new[] { "reason", "location", "domain" }.Select(name => JsonText.ReadText(tree, name)).OfType<string>());
        return summary is null || details.Length == 0 ? summary ?? (details.Length == 0 ? null : details) : $"{summary} ({details})";
    }

    /// <summary>Okta has one code for all invalid values; only this text shows that the value already exists.</summary>
    private static bool IsTaken(string cause) => cause.IndexOf("already exists", StringComparison.OrdinalIgnoreCase) >= 0;

    private static bool IsCode(string? code) =>
        code is ['E', ..] && code.Length == 8 && code.Skip(1).All(static character => character is >= '0' and <= '9');

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
