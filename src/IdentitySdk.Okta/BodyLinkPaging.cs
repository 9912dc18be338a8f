using IdentitySdk.Core;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Okta;

/// <summary>Paging style of objects with the items in a member and the link to the next page in <c>_links.next.href</c>.</summary>
internal sealed class BodyLinkPaging : PagingStyle
{
    /// <inheritdoc/>
    public override PageContent<T>? Read<T>(ref ModelReader reader, ReadValue<IReadOnlyList<T>> readItems, PageContext context)
    {
        if (!reader.BeginObject())
        {
            return null;
        }

        var (items, links) = ReadMembers(ref reader, readItems, Items!, "_links");

        // A page without items must not end the list.
        return new PageContent<T>(items ?? throw new JsonFormatException("The object is not a page of the list.", "$", 0), ReadNext(links, context));
    }

    private string? ReadNext(JToken? links, PageContext context) => links switch
    {
        null or JValue { Value: null } => null,
        JObject { } relations when relations["next"] is null or JValue { Value: null } => null,
        JObject { } relations when relations["next"] is JObject next && next["href"] is JValue { Value: string target } =>
            LinkPaging.ReadCursor(target, Cursor!, context),
        _ => throw new JsonFormatException("The links do not have the form that Okta documents, so the next page is unknown.", "$._links", 0),
    };
}
