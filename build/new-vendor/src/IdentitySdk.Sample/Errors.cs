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

            // Only the vendor can say "not found" or "exists already": without its code, the response is a gateway's, or a wrong host's.
            IsUndocumented = (statusCode == 404 && ReadText(tree, "error") != "not_found") || (statusCode == 409 && ReadText(tree, "error") != "conflict"),
        };
    }

    private static string? ReadText(JObject? tree, string name) => tree?[name] is JValue { Value: string { Length: > 0 } text } ? text : null;
}
