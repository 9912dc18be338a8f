using IdentitySdk.Core;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Agilicus;

/// <summary>Reads Agilicus' error bodies: <c>error_message</c>, OAuth's shape from the token endpoint, or an empty body.</summary>
internal static class Errors
{
    /// <summary>Whether the body of a success reports an error: no resource has these members.</summary>
    public static bool IsIn(ReadOnlySpan<byte> body) =>
        !OutermostMember.FindText(body, "error_message"u8).IsEmpty || !OutermostMember.FindText(body, "error_code"u8).IsEmpty;

    public static ApiError Read(int statusCode, string body)
    {
        var tree = JsonText.TryParseObject(body);
        return new ApiError
        {
            Code = JsonText.ReadText(tree, "error_code") ?? JsonText.ReadText(tree, "error"),
            Message = JsonText.ReadText(tree, "error_message") ?? JsonText.ReadText(tree, "error_description"),

            // Agilicus documents 409 only for this.
            IsAlreadyExists = statusCode == 409,
            IsRateLimited = statusCode == 429,

            // A gateway responds with these, too. An error in a success has no status.
            IsUndocumented = statusCode switch
            {
                404 => JsonText.ReadText(tree, "error_message") is null,
                409 => JsonText.ReadText(tree, "error_message") is null && !IsObject(tree),
                _ => statusCode < 300,
            },
        };
    }

    /// <summary>Whether the body is the existing object: the vendor's own client reads it from the body of a 409.</summary>
    private static bool IsObject(JObject? tree) =>
        JsonText.ReadText(tree, "id") is not null || JsonText.ReadText(tree?["metadata"] as JObject, "id") is not null;
}
