namespace IdentitySdk.Cli;

/// <summary>The examples of commands that have no remarks of their own, by the words of the command.</summary>
internal static class Examples
{
    private static readonly Dictionary<string, string[]> s_lines = new()
    {
        ["users list"] =
        [
            "idsdk users list --vendor all --emulator --take 10",
            "idsdk users list --vendor okta --search 'profile.department eq \"Sales\"' --sort -profile.lastName --format csv --out sales.csv",
            "idsdk users list --profile onelogin:acme --filter username=ada* --query '[].email' --format tsv",
        ],
        ["users get"] = ["idsdk users get 60000010 --vendor onelogin --emulator", "idsdk users get ada@example.com --format json"],
        ["users find"] = ["idsdk users find ada@example.com", "idsdk users find E0000001 --by attributes.employeeNumber --columns id,status"],
        ["users activate"] = ["idsdk users activate 00u1 --yes"],
        ["users suspend"] = ["idsdk users suspend ada@example.com --dry-run", "idsdk users suspend 00u1 --yes"],
        ["users resume"] = ["idsdk users resume ada@example.com --yes"],
        ["users unlock"] = ["idsdk users unlock ada@example.com --yes"],
        ["users deactivate"] = ["idsdk users deactivate ada@example.com --dry-run", "idsdk users deactivate 00u1 --yes"],
        ["users delete"] = ["idsdk users delete ada@example.com --dry-run", "idsdk users delete 00u1 --yes"],
        ["users reset-password"] = ["idsdk users reset-password ada@example.com --vendor okta --yes"],
        ["users groups"] = ["idsdk users groups ada@example.com --vendor okta --format csv"],
        ["users roles"] = ["idsdk users roles 60000010 --vendor onelogin --emulator"],
        ["users apps"] = ["idsdk users apps 60000010 --vendor onelogin --emulator"],
        ["users sessions revoke"] = ["idsdk users sessions revoke ada@example.com --yes"],
        ["profiles list"] = ["idsdk profiles list", "idsdk profiles list --format json"],
        ["profiles use"] = ["idsdk profiles use okta:acme"],
        ["profiles remove"] = ["idsdk profiles remove okta:acme --yes"],
        ["doctor"] = ["idsdk doctor", "idsdk doctor --vendor all --emulator", "idsdk doctor --profile okta:acme --json"],
        ["emulate"] = ["idsdk emulate --users 100", "idsdk emulate --vendor okta --port 8080 --record requests.jsonl"],
        ["reference"] = ["idsdk reference man ~/.local/share/man/man1"],
    };

    /// <summary>The examples of a command; empty when the table has none.</summary>
    /// <param name="path">The words of the command, such as <c>users list</c>.</param>
    public static IReadOnlyList<string> Of(string path) => s_lines.GetValueOrDefault(path, []);
}
