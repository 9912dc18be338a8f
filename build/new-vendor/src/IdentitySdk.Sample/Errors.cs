using IdentitySdk.Core;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Sample;

/// <summary>Reads Sample's error bodies: <c>error</c> and <c>message</c>.</summary>
internal static class Errors
{
    public static ApiError Read(int statusCode, string body)
    {
        var tree = JsonText.TryParseObject(body);
        return new ApiError
        {
            Code = ReadText(tree, "error"),
            Message = ReadText(tree, "message"),
            IsAlreadyExists = statusCode == 409,
            IsRateLimited = statusCode == 429,

            // Without the vendor's code, a 404 or 409 is the response of a gateway or of a wrong host.
            IsUndocumented = (statusCode == 404 && ReadText(tree, "error") != "user_not_found") || (statusCode == 409 && ReadText(tree, "error") != "conflict"),
        };
    }

    private static string? ReadText(JObject? tree, string name) => tree?[name] is JValue { Value: string { Length: > 0 } text } ? text : null;
}
