namespace IdentitySdk.Core;

/// <summary>The kinds of rules that vendors document for bodies. Names, never values, get into the exceptions.</summary>
internal static class BodyRule
{
    /// <summary>Properties without which the vendor refuses the body.</summary>
    public static void Required(ApiObject body, string? argument, params string[] properties)
    {
        foreach (var property in properties)
        {
            if (!body.IsSet(property))
            {
                throw new ArgumentException($"{body.GetType().Name}.{property} is required.", argument);
            }
        }
    }

    /// <summary>A list that must hold something, and not too much.</summary>
    public static void Count<T>(IReadOnlyCollection<T>? list, int least, int most, string? argument, string name) =>
        Check(list is null || (list.Count >= least && list.Count <= most), argument, name, most == int.MaxValue ? $"must hold at least {least} item" : $"must hold at most {most} items");

    /// <summary>A text that must not be too long.</summary>
    public static void Length(string? text, int most, string? argument, string name) =>
        Check(text is null || text.Length <= most, argument, name, $"must be at most {most} characters long");

    /// <summary>A number that must lie within limits.</summary>
    public static void Range(long? number, long least, long most, string? argument, string name) =>
        Check(number is null || (number >= least && number <= most), argument, name, $"must lie between {least} and {most}");

    /// <summary>Any other rule.</summary>
    public static void Check(bool holds, string? argument, string name, string rule)
    {
        if (!holds)
        {
            throw new ArgumentException($"{name} {rule}.", argument);
        }
    }
}
