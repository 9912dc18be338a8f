using System.Globalization;
using IdentitySdk.Core;

namespace IdentitySdk.Agilicus;

/// <summary>Pages by offset.</summary>
internal sealed class OffsetPaging : KeyedPaging
{
    protected override string CursorMember => "offset";

    /// <summary>The list ends at an empty page; a page with items and an offset that does not advance would never end.</summary>
    protected override string? NextCursor(string? told, int count, ApiRequest request)
    {
        if (count == 0)
        {
            return null;
        }

        var sent = long.TryParse(request.Parameters.LastOrDefault(pair => pair.Key == Cursor).Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        return long.TryParse(told, NumberStyles.None, CultureInfo.InvariantCulture, out var next) && next > sent
            ? told
            : throw new JsonFormatException("The offset of the next page does not advance.", "$.offset", 0);
    }
}
