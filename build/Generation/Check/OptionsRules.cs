namespace IdentitySdk.Generation;

/// <summary>Checks x-options, the name of the class with an operation's optional parameters.</summary>
internal static class OptionsRules
{
    public static IEnumerable<Finding> Check(SpecDocument document)
    {
        var seen = new Dictionary<string, Operation>(StringComparer.OrdinalIgnoreCase);
        foreach (var operation in document.Operations)
        {
            var optional = operation.Parameters.FirstOrDefault(parameter => parameter.IsOptional);
            var place = operation.Node.Get("x-options");
            if (place is null)
            {
                if (optional is not null)
                {
                    yield return document.At(
                        optional.Place, "SPEC003", $"{operation.Name}: '{optional.Name}' is optional; add x-options, the name of the options class.");
                }

                continue;
            }

            var name = operation.Node.Text("x-options") ?? "";
            if (optional is null)
            {
                yield return document.At(place, "SPEC003", $"{operation.Name} has x-options but no optional parameter; nothing would be generated.");
            }

            if (!IsTypeName(name))
            {
                yield return document.At(place, "SPEC003", $"x-options '{name}' must be a C# type name that ends in Options.");
            }
            else if (!seen.TryAdd(name, operation))
            {
                yield return document.At(place, "SPEC004", $"x-options '{name}' is already used by {seen[name].Name}; both classes would merge into one.");
            }
            else if (document.Schema(name) is not null)
            {
                yield return document.At(place, "SPEC004", $"x-options '{name}' is also the name of a schema.");
            }
        }
    }

    private static bool IsTypeName(string name) =>
        name.EndsWith("Options", StringComparison.Ordinal) && char.IsAsciiLetterUpper(name[0]) && name.All(char.IsAsciiLetterOrDigit);
}
