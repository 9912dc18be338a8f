namespace IdentitySdk.Generation;

/// <summary>Prints lists of parameters and arguments. Line breaks in them come from the templates and are ignored.</summary>
internal static class SignatureText
{
    private const int Width = 137;
    private const string Break = "\n        ";

    /// <summary>Removes the last comma of a list whose items each end in a comma.</summary>
    public static string List(string items) => OneLine(items).TrimEnd(',');

    /// <summary>Wraps a signature that is too long for a line: one parameter on each line.</summary>
    public static string Wrap(string signature)
    {
        signature = OneLine(signature);
        if (signature.Length <= Width)
        {
            return signature;
        }

        var start = signature.IndexOf('(', StringComparison.Ordinal) + 1;
        return signature[..start] + string.Concat(Parameters(signature[start..]).Select(static parameter => Break + parameter));
    }

    private static string OneLine(string text) => text.Replace("\n", "", StringComparison.Ordinal).Trim();

    /// <summary>Splits the parameters, each with its comma; commas inside types do not count.</summary>
    private static IEnumerable<string> Parameters(string list)
    {
        var (depth, start) = (0, 0);
        for (var index = 0; index < list.Length; index++)
        {
            depth += list[index] switch { '<' => 1, '>' => -1, _ => 0 };
            if (list[index] == ',' && depth == 0)
            {
                yield return list[start..(index + 1)];
                start = index + 2;
            }
        }

        yield return list[start..];
    }
}
