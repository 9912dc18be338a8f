namespace IdentitySdk.Generation;

/// <summary>Creates the names of properties and arguments from the valid and unique names of NSwag.</summary>
internal static class NameText
{
    // Members that each model has from its base class or its template.
    private static readonly string[] s_members =
    [
        "AdditionalData", "Members", "MemberNames", "MemberCount", "Read", "ReadMember", "WriteMember", "IsSet", "Unset", "Set", "ReadMembers", "WriteMembers",
        "Get", "GetString", "TryGetString", "GetInt64", "TryGetInt64", "GetDouble", "TryGetDouble", "GetDecimal", "TryGetDecimal",
        "GetBoolean", "TryGetBoolean", "GetDateTimeOffset", "TryGetDateTimeOffset", "GetStringList", "TryGetStringList", "Validate", "OnValidate",
        "GetType", "ToString", "Equals", "GetHashCode", "MemberwiseClone", "Finalize", "ReferenceEquals",
    ];

    // Arguments that each operation has.
    private static readonly string[] s_arguments = ["requestOptions", "options", "cancellationToken"];

    /// <summary>Converts <c>first_name</c> and <c>firstName</c> to <c>FirstName</c>.</summary>
    public static string Pascal(string name)
    {
        var words = name.TrimStart('@').Split('_', StringSplitOptions.RemoveEmptyEntries);
        return (words[0][0] is >= '0' and <= '9' ? "_" : "") + string.Concat(words.Select(static word => char.ToUpperInvariant(word[0]) + word[1..]));
    }

    /// <summary>Creates the name of a model's property.</summary>
    public static string Member(string name) => Pascal(name) is var pascal && s_members.Contains(pascal) ? pascal + "Value" : pascal;

    /// <summary>Creates the name of an argument, with the at sign of a keyword.</summary>
    public static string Argument(string name)
    {
        var argument = name.Contains('_', StringComparison.Ordinal) && Pascal(name) is var pascal ? char.ToLowerInvariant(pascal[0]) + pascal[1..] : name;
        return s_arguments.Contains(argument) ? argument + "Value" : argument;
    }
}
