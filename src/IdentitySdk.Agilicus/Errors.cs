using IdentitySdk.Core;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Agilicus;

/// <summary>Agilicus' error bodies: <c>error_message</c>, OAuth's shape from the token endpoint, or nothing.</summary>
internal static class Errors
{
    public static ApiError Read(int statusCode, string body)
    {
        var tree = JsonText.TryParseObject(body);
        return new ApiError
        {
            Code = Text(tree, "error_code") ?? Text(tree, "error"),
            Message = Text(tree, "error_message") ?? Text(tree, "error_description"),
            IsRateLimited = statusCode == 429,
            IsUndocumented = statusCode == 404 && Text(tree, "error_message") is null,
        };
    }

    private static string? Text(JObject? tree, string name) => tree?[name] is JValue { Value: string { Length: > 0 } text } ? text : null;
}
