using IdentitySdk.SpecCheck;

// SpecCheck <openapi.yaml> <client.nswag> <folder of NSwag's tools>: writes what the generator cannot do; 0 when there is nothing.
if (args.Length != 3)
{
    Console.Error.WriteLine("Usage: SpecCheck <openapi.yaml> <client.nswag> <folder of NSwag's tools>");
    return 2;
}

Finding[] findings = [.. SpecChecker.Check(args[0]), .. ConfigurationRules.Check(args[1], args[2])];
foreach (var finding in findings)
{
    Console.Out.WriteLine(finding);
}

return findings.Length > 0 ? 1 : 0;
