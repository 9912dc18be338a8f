using IdentitySdk.Core;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Agilicus;

/// <summary>Reads Agilicus' error bodies: <c>error_message</c>, OAuth's shape from the token endpoint, or an empty body.</summary>
internal static class Errors
{
    public static ApiError Read(int statusCode, string body)
    {
        var tree = JsonText.TryParseObject(body);
        return new ApiError
        {
            Code = ReadText(tree, "error_code") ?? ReadText(tree, "error"),
            Message = ReadText(tree, "error_message") ?? ReadText(tree, "error_description"),

            // Agilicus documents 409 for nothing else; its own client takes the existing object from the body.
            IsAlreadyExists = statusCode == 409,
            IsRateLimited = statusCode == 429,
            IsUndocumented = statusCode == 404 && ReadText(tree, "error_message") is null,
        };
    }

    private static string? ReadText(JObject? tree, string name) => tree?[name] is JValue { Value: string { Length: > 0 } text } ? text : null;
}
