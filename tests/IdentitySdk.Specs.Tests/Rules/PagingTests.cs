using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests;

/// <summary><c>x-paging</c> and <c>x-unwrap</c> match the schemas and the parameters.</summary>
[TestFixtureSource(typeof(Specification), nameof(Specification.All))]
internal sealed class PagingTests(Specification specification)
{
    private IEnumerable<Operation> Lists => specification.Operations.Where(operation => operation.Paging is not null);

    [Test]
    public void Operation_with_paging_is_named_List() =>
        Rule.Check(specification.Operations, operation => operation.MethodName.StartsWith("List", StringComparison.Ordinal) == (operation.Paging is not null)
            ? []
            : ["needs x-paging if and only if its verb is List"]);

    [Test]
    public void Style_is_one_of_the_vendor_s() =>
        Rule.Check(Lists, operation => Styles().Contains((string?)operation.Paging!["style"]) ? [] : [$"has no style of {string.Join(", ", Styles())}"]);

    [Test]
    public void Paging_has_no_unknown_member() =>
        Rule.Check(Lists, operation =>
            operation.Paging!.Properties().Select(property => property.Name).Except(["style", "item", "items", "cursor", "pageSize"])
                .Select(name => $"has {name}"));

    [Test]
    public void Cursor_and_page_size_are_query_parameters() =>
        Rule.Check(Lists, operation => new[] { "cursor", "pageSize" }
            .Select(member => (string?)operation.Paging![member])
            .Where(name => name is not null && operation.Query.All(parameter => (string?)parameter["name"] != name))

            // Okta may send a next link although the list declares no parameter; the cursor is then the link's own.
            .Where(name => name != "after" || (string?)operation.Paging!["style"] != "Link" || operation.Paging!["pageSize"] is not null)
            .Select(name => $"declares no query parameter {name}"));

    [Test]
    public void Limit_is_the_page_size() =>
        Rule.Check(Lists, operation => operation.Query.Any(parameter => (string?)parameter["name"] == "limit") == (operation.Paging!["pageSize"] is not null)
            ? []
            : ["has limit as a parameter or as pageSize, but not as both"]);

    [Test]
    public void Items_match_the_schema() =>
        Rule.Check(Lists, operation => Items(operation) is { } item && TypeName(item) == (string?)operation.Paging!["item"]
            ? []
            : [$"has items of {(Items(operation) is { } other ? TypeName(other) : "no type")}, not of {operation.Paging!["item"]}"]);

    [Test]
    public void Unwrapped_type_is_in_the_envelope() =>
        Rule.Check(Lists.Concat(specification.Operations), operation => operation.Unwrap switch
        {
            null => [],
            "None" => operation.ResultSchema is { } status && specification.Resolve(status)["properties"]!["data"] is null ? [] : ["has data that is ignored"],
            var unwrapped => Items(operation) is { } item && TypeName(item) == unwrapped ? [] : [$"holds no {unwrapped}"],
        });

    /// <summary>The schema of one item; nested arrays are one list.</summary>
    private JObject? Items(Operation operation)
    {
        var schema = operation.ResultSchema;
        if (schema is not null && (string?)specification.Resolve(schema)["type"] == "object")
        {
            schema = (JObject?)specification.Resolve(schema)["properties"]![(string?)operation.Paging?["items"] ?? "data"];
        }

        if ((string?)schema?["type"] != "array")
        {
            return null;
        }

        for (; (string?)schema!["type"] == "array"; schema = (JObject)schema["items"]!)
        {
        }

        return schema;
    }

    private static string TypeName(JObject schema) => (string?)schema["$ref"] is { } reference
        ? reference.Split('/').Last()
        : ((string?)schema["type"], (string?)schema["format"]) switch { ("integer", "int64") => "long", ("string", null) => "string", var other => other.ToString() };

    private string[] Styles() => specification.Vendor switch
    {
        "onelogin" => ["Envelope", "EnvelopeList"],
        "okta" => ["Link"],
        _ => ["EmailKeyset", "Offset", "Keyed"],
    };
}
