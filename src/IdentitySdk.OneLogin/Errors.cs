using IdentitySdk.Core;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.OneLogin;

/// <summary>Reads OneLogin's error bodies, whose shapes differ in <c>status</c>: an object, a number or missing; some bodies are not JSON.</summary>
internal static class Errors
{
    public static ApiError Read(int statusCode, string body)
    {
        var tree = JsonText.TryParseObject(body);
        var status = tree?["status"] as JObject ?? tree;
        var message = ReadMessage(status?["message"]) ?? JsonText.ReadText(tree, "description") ?? JsonText.ReadText(tree, "error_description");
        var number = ReadStatus(tree, status);
        string[] causes = [.. ReadDetails(tree), .. ReadAttribute(status?["message"])];
        return new ApiError
        {
            Code = ReadCode(tree, status),
            Message = message,
            Causes = causes,
            Status = number,
            IsAlreadyExists = IsTaken(message) || causes.Any(IsTaken),
            IsPathUnknown = message == "No Route Exists",

            // When the limit is exceeded, OneLogin responds with 400, and its edge with 429 and an HTML page.
            IsRateLimited = statusCode == 429 || message == "rate_limit_exceeded" || JsonText.ReadText(status, "type") == "rate_limit_exceeded",
            IsUndocumented = IsUndocumented(statusCode, tree, status, number),
        };
    }

    /// <summary>A 404 must have one of OneLogin's own shapes, a 409 a code in its body, and any other error in a success a code or a flag.</summary>
    private static bool IsUndocumented(int statusCode, JObject? tree, JObject? status, int? number) => (statusCode < 300 ? number : statusCode) switch
    {
        404 => !IsNotFound(tree, status),
        409 => number is null,
        null => !IsFlagged(status),
        _ => false,
    };

    /// <summary>Whether the body is a status of version 1, or the named error of the newer documents; gateways use other names.</summary>
    private static bool IsNotFound(JObject? tree, JObject? status) =>
        (IsFlagged(status) && ReadNumber(status?["code"]) == 404)
        || IsNotFoundError(tree, "name", "statusCode")
        || IsNotFoundError(tree, "error", "status");

    private static bool IsNotFoundError(JObject? tree, string name, string number) =>
        JsonText.ReadText(tree, name) == "NotFoundError" && ReadNumber(tree?[number]) == 404;

    private static bool IsFlagged(JObject? status) => status?["error"] is JValue { Value: true };

    /// <summary>OneLogin has no code for it: "Validation failed: Email must be unique, Username must be unique".</summary>
    private static bool IsTaken(string? text) =>
        text is not null && (text.IndexOf("must be unique", StringComparison.OrdinalIgnoreCase) >= 0 || text.IndexOf("already been taken", StringComparison.OrdinalIgnoreCase) >= 0);

    private static string? ReadCode(JObject? tree, JObject? status) =>
        JsonText.ReadText(tree, "name") ?? JsonText.ReadText(tree, "error") ?? JsonText.ReadText(status, "type");

    private static int? ReadStatus(JObject? tree, JObject? status) =>
        ReadNumber(status?["code"]) ?? ReadNumber(tree?["statusCode"]) ?? ReadNumber(tree?["status"]);

    private static string? ReadMessage(JToken? message) => JsonText.ReadText(message is JObject tree ? tree["description"] : message);

    private static IEnumerable<string> ReadAttribute(JToken? message) =>
        message is JObject tree && JsonText.ReadText(tree, "attribute") is { } attribute ? [attribute] : [];

    /// <summary>Fields that failed validation, each with one or several messages.</summary>
    private static IEnumerable<string> ReadDetails(JObject? tree)
    {
        if (JsonText.ReadText(tree, "field") is { } field)
        {
            yield return field;
        }

        foreach (var error in (tree?["errors"] as JArray ?? []).OfType<JObject>())
        {
            yield return ReadDetail(error);
        }

        foreach (var parameter in (tree?["details"] as JObject)?["parameters"] as JArray ?? [])
        {
            yield return JsonText.ReadText(parameter) ?? JsonText.Write(parameter);
        }
    }

    private static string ReadDetail(JObject error)
    {
        var messages = error["message"] is JArray list
            ? string.Join("; ", list.Select(JsonText.ReadText).OfType<string>())
            : JsonText.ReadText(error, "message");
        return JsonText.ReadText(error, "field") is { } name ? $"{name}: {messages}" : messages ?? "";
    }

    /// <summary>The status of an error; a user's own <c>status</c> is a small number.</summary>
    private static int? ReadNumber(JToken? value) => value is JValue { Value: long and >= 400 and <= 599 and var number } ? (int)number : null;
}
