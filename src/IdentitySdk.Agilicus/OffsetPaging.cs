using System.Globalization;
using IdentitySdk.Core;

namespace IdentitySdk.Agilicus;

/// <summary>Paging style by offset: <c>offset</c> of the response is the next cursor.</summary>
internal sealed class OffsetPaging : KeyedPaging
{
    protected override string CursorMember => "offset";

    /// <summary>The list ends at an empty page; with an offset that does not advance, it would never end.</summary>
    protected override string? NextCursor(string? reported, int count, ApiRequest request)
    {
        if (count == 0)
        {
            return null;
        }

        var parameter = request.Parameters.LastOrDefault(pair => pair.Key == Cursor).Value;
        var sent = long.TryParse(parameter, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        return long.TryParse(reported, NumberStyles.None, CultureInfo.InvariantCulture, out var next) && next > sent
            ? reported
            : throw new JsonFormatException("The offset of the next page does not advance.", "$.offset", 0);
    }
}
