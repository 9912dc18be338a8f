using System.Text;

namespace IdentitySdk.Cli.Calls;

/// <summary>
/// Converts names of the specification to names of the command line: <c>UserRoleTargets</c> and <c>user_role_targets</c> to <c>user-role-targets</c>.
/// </summary>
internal static class CommandName
{
    public static string Of(string name)
    {
        var text = new StringBuilder();
        for (var index = 0; index < name.Length; index++)
        {
            var character = name[index];
            var begins = char.IsAsciiLetterUpper(character) && index > 0 && (char.IsAsciiLetterLower(name[index - 1]) || char.IsAsciiDigit(name[index - 1]));
            text.Append(begins ? "-" : "").Append(character == '_' ? '-' : char.ToLowerInvariant(character));
        }

        return text.ToString();
    }
}
