using IdentitySdk.Core;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Agilicus;

/// <summary>Reads Agilicus' error bodies: <c>error_message</c>, OAuth's shape from the token endpoint, or an empty body.</summary>
internal static class Errors
{
    /// <summary>Whether the body of a success is an error: no resource of Agilicus' has these members.</summary>
    public static bool IsIn(ReadOnlySpan<byte> body) =>
        !OutermostMember.FindText(body, "error_message"u8).IsEmpty || !OutermostMember.FindText(body, "error_code"u8).IsEmpty;

    public static ApiError Read(int statusCode, string body)
    {
        var tree = JsonText.TryParseObject(body);
        return new ApiError
        {
            Code = ReadText(tree, "error_code") ?? ReadText(tree, "error"),
            Message = ReadText(tree, "error_message") ?? ReadText(tree, "error_description"),

            // Agilicus documents 409 for nothing else.
            IsAlreadyExists = statusCode == 409,
            IsRateLimited = statusCode == 429,

            // A gateway responds with these, too. An error in a success has no status.
            IsUndocumented = statusCode switch
            {
                404 => ReadText(tree, "error_message") is null,
                409 => ReadText(tree, "error_message") is null && !IsObject(tree),
                _ => statusCode < 300,
            },
        };
    }

    /// <summary>The object that exists already: the vendor's own client takes it from the body of a 409.</summary>
    private static bool IsObject(JObject? tree) => ReadText(tree, "id") is not null || ReadText(tree?["metadata"] as JObject, "id") is not null;

    private static string? ReadText(JObject? tree, string name) => tree?[name] is JValue { Value: string { Length: > 0 } text } ? text : null;
}
