namespace IdentitySdk.Generation;

/// <summary>Prints the markers of the templates, by verb.</summary>
internal sealed class MarkerPrinter
{
    private readonly RequestText _requests;
    private readonly ArgumentText _arguments;
    private readonly FailureText _failures;
    private readonly ValidateText _validation;
    private readonly AccessText _access;
    private readonly ModelUse _models;

    public MarkerPrinter(SpecDocument document)
    {
        var bodies = new RequestBodies(document);
        (_requests, _validation) = (new RequestText(document, bodies), new ValidateText(document, bodies));
        (_arguments, _failures) = (new ArgumentText(document, bodies), new FailureText(document));
        (_access, _models) = (new AccessText(document, bodies), new ModelUse(document, bodies));
    }

    /// <exception cref="GenerationException">The verb is unknown, or its arguments cannot be printed.</exception>
    public string Print(string verb, string arguments) => verb switch
    {
        "type" => CSharpType.Parse(arguments).ToString(),
        "property" => NameText.Pascal(arguments),
        "member" => NameText.Member(arguments),
        "variable" => NameText.Argument(arguments),
        "parameter" => NameText.Argument(arguments).TrimStart('@'),
        "read" when arguments.Split('|', 2) is [var member, var type] => ReaderText.Member(member, type),
        "read" => throw new GenerationException("'read' needs a member and a type."),
        "readers" => ReaderText.Functions(arguments),
        "reader" => ReaderText.Delegate(arguments),
        "write" when arguments.Split('|', 2) is [var source, var type] => WriterText.Value(source, type),
        "write" => throw new GenerationException("'write' needs a source and a type."),
        "list" => SignatureText.List(arguments),
        "wrap" => SignatureText.Wrap(arguments),
        "enumArguments" => EnumText.Arguments(arguments),
        "enumPattern" => EnumText.Pattern(arguments),
        "enumProperties" => EnumText.Properties(arguments),
        "enumConstants" => EnumText.Constants(arguments),
        "failures" => _failures.Print(arguments),
        "arguments" => _arguments.Print(arguments),
        "request" => _requests.Print(arguments),
        "largest" => _requests.LargestPage(arguments),
        "access" => _access.Print(arguments),
        "model" => _models.Print(arguments),
        "models" => ModelUse.Join(arguments),
        "sealed" => _models.Sealed(arguments),
        "validate" => _validation.Print(arguments),
        _ => throw new GenerationException($"the marker verb '{verb}' does not exist."),
    };
}
