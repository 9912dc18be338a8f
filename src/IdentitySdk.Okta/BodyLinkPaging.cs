using IdentitySdk.Core;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Okta;

/// <summary>Paging style of objects with the items in a member, and the next page as the link <c>_links.next.href</c>.</summary>
internal sealed class BodyLinkPaging : PagingStyle
{
    /// <inheritdoc/>
    public override PageContent<T>? Read<T>(ref ModelReader reader, ReadValue<IReadOnlyList<T>> readItems, PageContext context)
    {
        if (!reader.BeginObject())
        {
            return null;
        }

        IReadOnlyList<T>? items = null;
        JToken? links = null;
        while (reader.ReadName() is { } name)
        {
            if (name == Items)
            {
                ThrowIfRepeated(items is not null, name);
                items = readItems(ref reader);
                reader.ThrowIfMismatched();
            }
            else if (name == "_links")
            {
                ThrowIfRepeated(links is not null, name);
                links = reader.ReadJToken(isUnique: true);
            }
            else
            {
                reader.Skip();
            }
        }

        // A page without items must not be taken for the end of the list.
        return new PageContent<T>(items ?? throw new JsonFormatException("The object is not a page of the list.", "$", 0), ReadNext(links, context));
    }

    private string? ReadNext(JToken? links, PageContext context) => links switch
    {
        null or JValue { Value: null } => null,
        JObject { } relations when relations["next"] is null or JValue { Value: null } => null,
        JObject { } relations when relations["next"] is JObject next && next["href"] is JValue { Value: string target } =>
            LinkPaging.ReadCursor(target, Cursor!, context),
        _ => throw new JsonFormatException("The links are not what Okta documents, so the next page is unknown.", "$._links", 0),
    };
}
