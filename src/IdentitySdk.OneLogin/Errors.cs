using IdentitySdk.Core;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.OneLogin;

/// <summary>OneLogin's error bodies. What <c>status</c> is tells the shapes apart: an object, a number, absent, or no JSON at all.</summary>
internal static class Errors
{
    public static ApiError Read(int statusCode, string body)
    {
        var tree = JsonText.TryParseObject(body);
        var status = tree?["status"] as JObject ?? tree;
        var message = Message(status?["message"]) ?? Text(tree?["description"]) ?? Text(tree?["error_description"]);
        var number = Status(tree, status);
        return new ApiError
        {
            Code = Code(tree, status),
            Message = message,
            Causes = [.. Details(tree), .. Attribute(status?["message"])],
            Status = number,
            IsPathUnknown = message == "No Route Exists",

            // Over the limit OneLogin answers 400, and its edge 429 with a page.
            IsRateLimited = statusCode == 429 || message == "rate_limit_exceeded" || Text(status?["type"]) == "rate_limit_exceeded",
            IsUndocumented = IsUndocumented(statusCode, tree, status, number),
        };
    }

    /// <summary>OneLogin's own 404 is an error with its code, or the newer documents' named error; gateways answer with a message alone. In a success it is a flag or a code.</summary>
    private static bool IsUndocumented(int statusCode, JObject? tree, JObject? status, int? number)
    {
        var isFlagged = status?["error"] is JValue { Value: true };
        return statusCode == 404 ? number != 404 || !(isFlagged || Text(tree?["name"]) is not null || Text(tree?["error"]) is not null)
            : statusCode < 300 && number is null && !isFlagged;
    }

    private static string? Code(JObject? tree, JObject? status) => Text(tree?["name"]) ?? Text(tree?["error"]) ?? Text(status?["type"]);

    private static int? Status(JObject? tree, JObject? status) => Number(status?["code"]) ?? Number(tree?["statusCode"]) ?? Number(tree?["status"]);

    private static string? Message(JToken? message) => message is JObject tree ? Text(tree["description"]) : Text(message);

    private static IEnumerable<string> Attribute(JToken? message) =>
        message is JObject tree && Text(tree["attribute"]) is { } attribute ? [attribute] : [];

    /// <summary>Validation answers list fields with one message or several.</summary>
    private static IEnumerable<string> Details(JObject? tree)
    {
        if (Text(tree?["field"]) is { } field)
        {
            yield return field;
        }

        foreach (var error in (tree?["errors"] as JArray ?? []).OfType<JObject>())
        {
            yield return Detail(error);
        }

        foreach (var parameter in (tree?["details"] as JObject)?["parameters"] as JArray ?? [])
        {
            yield return Text(parameter) ?? parameter.ToString(Newtonsoft.Json.Formatting.None);
        }
    }

    private static string Detail(JObject error)
    {
        var messages = error["message"] is JArray several ? string.Join("; ", several.Select(Text).OfType<string>()) : Text(error["message"]);
        return Text(error["field"]) is { } name ? $"{name}: {messages}" : messages ?? "";
    }

    /// <summary>A status of an error; a user's own <c>status</c> is a small number.</summary>
    private static int? Number(JToken? value) => value is JValue { Value: long and >= 400 and <= 599 and var number } ? (int)number : null;

    private static string? Text(JToken? value) => value is JValue { Value: string { Length: > 0 } text } ? text : null;
}
