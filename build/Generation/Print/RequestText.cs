using System.Globalization;

namespace IdentitySdk.Generation;

/// <summary>Prints the expression that builds an operation's request: verb, path and one call for each argument.</summary>
internal sealed class RequestText(SpecDocument document, RequestBodies bodies)
{
    private const string Break = "\n            ";
    private const string BodyKind = "1";

    /// <summary>Prints the expression.</summary>
    /// <param name="marker">
    /// Verb and path on the first line; on each further line a parameter: NSwag's number of its kind, NSwag's variable name, its type, and its
    /// name on the wire.
    /// </param>
    public string Print(string marker)
    {
        var lines = marker.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var operation = document.Find(lines[0]);
        var verb = lines[0].Split(' ')[0];
        var retry = (operation.Node.Text("x-retry"), verb) switch
        {
            ("unsafe", not "POST") => $"{Break}.SafeToRetry(false)",
            ("safe", "POST") => $"{Break}.SafeToRetry(true)",
            _ => "",
        };
        var arguments = lines.Skip(1).Select(line => Break + Argument(operation, line.Split('|', 4)));
        return $"new ApiRequest({RuleText.Literal(lines[0])}){string.Concat(arguments)}{retry}";
    }

    /// <summary>Prints the argument with the largest page size of a list; nothing where the specification has none.</summary>
    /// <param name="marker">Verb and path.</param>
    public string LargestPage(string marker)
    {
        var operation = document.Find(marker);
        var name = operation.Node.Get("x-paging").Text("pageSize");
        var size = operation.Parameters.First(parameter => parameter.In == "query" && parameter.Name == name);
        return Constraints.Of(size.Schema) is { Maximum: { } largest } ? string.Create(CultureInfo.InvariantCulture, $", largest: {largest}") : "";
    }

    private string Argument(Operation operation, string[] parts)
    {
        if (parts[0] == BodyKind)
        {
            return Body(operation, NameText.Argument(parts[1]));
        }

        var place = parts[0] switch { "2" => "query", "3" => "path", _ => "header" };
        var parameter = operation.Parameters.FirstOrDefault(parameter => parameter.In == place && parameter.Name == parts[3])
            ?? throw new GenerationException($"{operation.Name} has no {place} parameter '{parts[3]}'.");
        return Parameter(parameter, parts[1], CSharpType.Parse(parts[2])) + Newer(parameter, NameText.Pascal(parts[1]));
    }

    /// <summary>Prints the mark of an optional parameter that only the vendor's newer API accepts.</summary>
    private static string Newer(Parameter parameter, string property) => AccessText.Instead(parameter.Node) is { } instead
        ? $"{Break}.NewerApi(options?.{property}, {instead}, nameof(options), nameof(options.{property}))"
        : "";

    private string Body(Operation operation, string argument)
    {
        var content = document.Resolve(operation.Node.Get("requestBody")).Get("content");
        var isForm = content.Get("application/x-www-form-urlencoded") is not null;
        var use = bodies.Use(operation);
        var rules = use == BodyUse.Whole ? "" : $", BodyRules.{use}";
        return $".{(isForm ? "Form" : "Body")}({argument}{rules}{(operation.Node.Text("x-read-only") == "sent" ? ", sendsReadOnly: true" : "")})";
    }

    private string Parameter(Parameter parameter, string variable, CSharpType type)
    {
        var (name, schema) = (RuleText.Literal(parameter.Name), parameter.Schema);
        var argument = NameText.Argument(variable);
        var value = parameter.IsOptional ? $"options?.{NameText.Pascal(variable)}" : argument;
        var names = parameter.IsOptional ? $"nameof(options), nameof(options.{NameText.Pascal(variable)})" : $"nameof({argument}), nameof({argument})";
        var source = RuleText.Check(value, type, schema, names);

        // The methods use the expression as the argument's name unless it is given; a number in a path is always valid.
        var isNamed = source != value && !parameter.IsOptional && !(parameter.In == "path" && type.Name != "string");
        var explicitly = isNamed ? $", nameof({argument})" : "";
        var explode = IsExploded(parameter) ? "true" : "false";
        return parameter switch
        {
            { In: "path" } => $".Path({name}, {source}{explicitly})",
            { In: "header" } when parameter.Node.Is("x-media-type-parameter") => $".MediaTypeParameter({name}, {source})",
            { In: "header" } => $".Header({name}, {source})",
            _ when parameter.Node.Text("x-query-prefix") is { } prefix => $".QueryMap({RuleText.Literal(prefix)}, {source})",
            _ when type.Item is not null => $".QueryList({name}, {Items(parameter, source, argument, type, names)}, explode: {explode})",
            { IsOptional: true } => $".Query({name}, {source})",
            _ => $".RequiredQuery({name}, {source}{explicitly})",
        };
    }

    private string Items(Parameter parameter, string source, string argument, CSharpType type, string names)
    {
        const string item = "item";
        var check = RuleText.Check(item, type.Item!, document.Resolve(parameter.Schema.Get("items")), RuleText.Item(names));
        source = check == item ? source : $"SpecRule.Each({source}, static {item} => {check})";
        return parameter.IsOptional ? source : $"{source} ?? throw new ArgumentNullException(nameof({argument}))";
    }

    /// <summary>OpenAPI: a list in a query is one parameter for each value by default.</summary>
    private static bool IsExploded(Parameter parameter) => parameter.Node.Text("explode") != "false";
}
