using IdentitySdk.Core;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.OneLogin;

/// <summary>A whole list in an envelope or bare, flat or in one nested array: <c>[[1, 2]]</c>, and <c>[[]]</c> for none.</summary>
internal sealed class EnvelopeListPaging : PagingStyle
{
    public override PageContent<T>? Read<T>(ref JsonInput input, JsonRead<IReadOnlyList<T>> readItems, PageContext context)
    {
        // These lists are short: they are read as a tree, flattened, and read again.
        var document = input.ReadJToken();
        Envelope.ThrowIfError(document as JObject);
        var list = document as JArray ?? (document as JObject)?["data"] as JArray ?? throw new JsonFormatException("The envelope holds no list.", "$.data", 0);
        var flat = new JArray(list.SelectMany(item => item is JArray nested ? nested.AsEnumerable() : [item]));
        var inner = new JsonInput(JsonOutput.ToUtf8(flat));
        var items = readItems(ref inner);
        inner.ThrowIfMismatched();
        input.Report(inner.UnexpectedMembers);
        return new PageContent<T>(items ?? [], null);
    }
}
