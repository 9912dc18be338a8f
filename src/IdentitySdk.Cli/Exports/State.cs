using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Cli.Exports;

/// <summary>The progress of an export.</summary>
/// <param name="Of">The source and the format.</param>
internal sealed record State(string Of)
{
    /// <summary>The continuation token; null at the beginning and at the end of the list.</summary>
    public string? Token { get; init; }

    public long Length { get; init; }

    public long Users { get; init; }

    public bool IsComplete { get; init; }

    /// <summary>Reads a state; null if the text is invalid.</summary>
    public static State? Parse(string text)
    {
        try
        {
            var json = JObject.Parse(text);
            return (string?)json["of"] is not { } of ? null : new State(of)
            {
                Token = (string?)json["token"], Length = (long)json["length"]!, Users = (long)json["users"]!, IsComplete = (bool)json["complete"]!,
            };
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or FormatException or OverflowException or InvalidCastException)
        {
            return null;
        }
    }

    public override string ToString() => new JObject
    {
        ["of"] = Of, ["token"] = Token, ["length"] = Length, ["users"] = Users, ["complete"] = IsComplete,
    }.ToString(Formatting.None);
}
