using IdentitySdk.Generation;

// Before NSwag, 'check' reports what the generator does not support; after NSwag, 'expand' replaces the markers of the templates.
// 'table' writes the form of a specification as JSON, and 'help' its texts. The exit code 0 means success.
IReadOnlyList<Finding>? findings = args switch
{
    ["check", var spec, var configuration, var tools] => [.. SpecChecker.Check(spec), .. ConfigurationRules.Check(configuration, tools)],
    ["expand", var spec, var from, var to] => Expander.Expand(spec, from, to),
    ["table", var spec, var to] => Write(FormTable.Write(spec), to),
    ["help", var spec, var to] => Write(HelpTable.Write(spec), to),
    _ => null,
};
if (findings is null)
{
    Console.Error.WriteLine("Usage: Generation check <openapi.yaml> <client.nswag> <folder of NSwag's tools>");
    Console.Error.WriteLine("       Generation expand <openapi.yaml> <folder from> <folder to>");
    Console.Error.WriteLine("       Generation table <openapi.yaml> <file>");
    Console.Error.WriteLine("       Generation help <openapi.yaml> <file>");
    return 2;
}

foreach (var finding in findings)
{
    Console.Out.WriteLine(finding);
}

return findings.Count > 0 ? 1 : 0;

static IReadOnlyList<Finding> Write(string table, string path)
{
    File.WriteAllText(path, table);
    return [];
}
