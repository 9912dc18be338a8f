using IdentitySdk.Core;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.OneLogin;

/// <summary>A page in an envelope, or a bare array with its cursor in a header.</summary>
internal sealed class EnvelopePaging : PagingStyle
{
    public override PageContent<T>? Read<T>(ref JsonInput input, JsonRead<IReadOnlyList<T>> readItems, PageContext context)
    {
        if (input.TryBeginObject() is not { } isObject)
        {
            return null;
        }

        if (!isObject)
        {
            // A page of the newer documents; its cursor is in a header, empty on the last page.
            return readItems(ref input) is { } bare ? new PageContent<T>(bare, Header(context.Response, "After-Cursor")) : null;
        }

        IReadOnlyList<T>? items = null;
        var envelope = new JObject();
        while (input.ReadName() is { } name)
        {
            if (name == "data")
            {
                items = readItems(ref input);
                input.ThrowIfMismatched();
            }
            else
            {
                envelope[name] = input.ReadJToken();
            }
        }

        OneLogin.Envelope.ThrowIfError(envelope);
        var cursor = (envelope["pagination"] as JObject)?["after_cursor"];
        return items is null
            ? throw new JsonFormatException("The envelope holds no data.", "$.data", 0)
            : new PageContent<T>(items, cursor is JValue { Value: string { Length: > 0 } next } ? next : null);
    }

    private static string? Header(ApiResponse response, string name) =>
        response.Headers.TryGetValue(name, out var values) && values.FirstOrDefault() is { Length: > 0 } value ? value : null;
}
