namespace IdentitySdk.Generation;

/// <summary>Checks x-paging, the way a list is split into pages.</summary>
internal static class PagingRules
{
    private static readonly string[] s_keys = ["style", "item", "items", "cursor", "pageSize"];

    public static IEnumerable<Finding> Check(SpecDocument document)
    {
        string[] declared = [.. document.Operations.SelectMany(Query)];
        foreach (var operation in document.Operations)
        {
            if (operation.Node.Get("x-paging") is not { } paging)
            {
                continue;
            }

            foreach (var (key, _) in paging.Members().Where(member => !s_keys.Contains(member.Key.Value)))
            {
                yield return document.At(key, "SPEC005", $"'{key.Value}' is not a key of x-paging. The keys are: {string.Join(", ", s_keys)}.");
            }

            foreach (var key in s_keys.Take(2).Where(key => string.IsNullOrEmpty(paging.Text(key))))
            {
                yield return document.At(paging, "SPEC005", $"{operation.Name}: x-paging needs '{key}'; without it the generated list would be wrong.");
            }

            if (paging.Text("item") is { Length: > 0 } item && !TypeText.IsKnown(document, item))
            {
                yield return document.At(paging.Get("item")!, "SPEC005", $"x-paging: the item '{item}' is not a schema of this document.");
            }

            // A list that is documented as one page may name the cursor, in case the vendor sends one.
            if (paging.Text("cursor") is { } cursor && !declared.Contains(cursor))
            {
                yield return document.At(paging.Get("cursor")!, "SPEC005", $"x-paging: the cursor '{cursor}' is not a query parameter of any operation.");
            }

            if (paging.Text("pageSize") is { } size && !Query(operation).Contains(size))
            {
                yield return document.At(paging.Get("pageSize")!, "SPEC005", $"x-paging: the page size '{size}' is not a query parameter of {operation.Name}.");
            }
        }
    }

    private static IEnumerable<string> Query(Operation operation) =>
        operation.Parameters.Where(static parameter => parameter.In == "query").Select(static parameter => parameter.Name);
}
