namespace IdentitySdk.Generation;

/// <summary>The names of properties and arguments, made from the legal and unique names that NSwag has found.</summary>
internal static class NameText
{
    // What each model has from its base class or its template.
    private static readonly string[] s_members =
    [
        "AdditionalData", "Members", "MemberNames", "MemberCount", "Read", "ReadMember", "WriteMember", "IsSet", "Unset", "Set", "ReadMembers", "WriteMembers",
        "Says", "Blank", "Get", "GetString", "TryGetString", "GetInt64", "TryGetInt64", "GetDouble", "TryGetDouble", "GetDecimal", "TryGetDecimal", "GetBoolean",
        "TryGetBoolean", "GetDateTimeOffset", "TryGetDateTimeOffset", "GetStringList", "TryGetStringList", "Validate", "OnValidate", "GetType", "ToString", "Equals", "GetHashCode", "MemberwiseClone", "Finalize", "ReferenceEquals",
    ];

    // What each operation takes.
    private static readonly string[] s_arguments = ["requestOptions", "options", "cancellationToken"];

    /// <summary><c>first_name</c> and <c>firstName</c> become <c>FirstName</c>.</summary>
    public static string Pascal(string name)
    {
        var words = name.TrimStart('@').Split('_', StringSplitOptions.RemoveEmptyEntries);
        return (words[0][0] is >= '0' and <= '9' ? "_" : "") + string.Concat(words.Select(static word => char.ToUpperInvariant(word[0]) + word[1..]));
    }

    /// <summary>The name of a model's property.</summary>
    public static string Member(string name) => Pascal(name) is var pascal && s_members.Contains(pascal) ? pascal + "Value" : pascal;

    /// <summary>The name of an argument; an at sign in front of a keyword stays.</summary>
    public static string Argument(string name)
    {
        var argument = name.Contains('_', StringComparison.Ordinal) && Pascal(name) is var pascal ? char.ToLowerInvariant(pascal[0]) + pascal[1..] : name;
        return s_arguments.Contains(argument) ? argument + "Value" : argument;
    }
}
