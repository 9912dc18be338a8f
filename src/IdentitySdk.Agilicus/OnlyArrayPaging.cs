using System.Text.Json;
using IdentitySdk.Core;

namespace IdentitySdk.Agilicus;

/// <summary>Paging style by email with the items in the only array of the page, whose name differs for each list of Agilicus.</summary>
internal sealed class OnlyArrayPaging : EmailKeysetPaging
{
    protected override string? ItemsMember(ReadOnlySpan<byte> document)
    {
        string? array = null;
        var reader = new Utf8JsonReader(document);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartArray)
            {
                array = array is null ? name : throw Ambiguous("two arrays");
            }
            else if (IsOtherPaging(name) && reader.TokenType != JsonTokenType.Null)
            {
                throw Ambiguous($"the member '{name}' of another paging style");
            }

            reader.Skip();
        }

        return array;
    }

    /// <summary>Agilicus' newer lists page by these members; read as the last page of a list by email, such a page would truncate the list.</summary>
    private static bool IsOtherPaging(string name) =>
        name is "offset" or "page_info" || (name.StartsWith("next_", StringComparison.Ordinal) && name != "next_page_email");

    private static JsonFormatException Ambiguous(string what) => new($"The page has {what}; set the list's paging style in RawRequest.Paging.", "$", 0);
}
