using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Cli.Exports;

/// <summary>How far an export is.</summary>
/// <param name="Of">What is exported, and how.</param>
internal sealed record State(string Of)
{
    /// <summary>Where the list goes on; null for its beginning, or its end if it is complete.</summary>
    public string? Token { get; init; }

    public long Length { get; init; }

    public long Users { get; init; }

    public bool IsComplete { get; init; }

    /// <summary>Reads a state; null if the text is none.</summary>
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

    /// <summary>The state as a line of JSON.</summary>
    public override string ToString() => new JObject
    {
        ["of"] = Of, ["token"] = Token, ["length"] = Length, ["users"] = Users, ["complete"] = IsComplete,
    }.ToString(Formatting.None);
}
