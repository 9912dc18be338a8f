namespace IdentitySdk.Tests.Applying;

/// <summary>A test oracle: computes the expected directory from dictionaries, without any code under test.</summary>
internal static class Oracle
{
    /// <summary>A user of a directory or a person of a source. The state is null only in a source that does not specify it.</summary>
    internal sealed record Row(string? State, string? Title, string? Department);

    internal sealed record Rules(string Missing, bool Restores, string? ScopeDepartment, IReadOnlySet<string> Protected);

    public static Dictionary<string, Row> Final(IReadOnlyDictionary<string, Row> users, IReadOnlyDictionary<string, Row> people, Rules rules)
    {
        var final = users.ToDictionary(user => user.Key, user => user.Value);
        foreach (var name in users.Keys.Where(name => CanChange(name, users[name], rules) && users[name].State != "Unknown"))
        {
            final[name] = people.TryGetValue(name, out var person) ? Present(users[name], person, rules) : Absent(users[name], rules);
        }

        foreach (var name in people.Keys.Except(users.Keys).Where(name => CanChange(name, people[name], rules) && people[name].State is null or "Active"))
        {
            final[name] = people[name] with { State = "Active" };
        }

        return final;
    }

    private static bool CanChange(string name, Row row, Rules rules) =>
        !rules.Protected.Contains(name) && (rules.ScopeDepartment is null || row.Department == rules.ScopeDepartment);

    private static Row Present(Row user, Row person, Rules rules)
    {
        var wanted = person.State ?? (rules.Restores ? "Active" : "");
        var state = (wanted, user.State) switch
        {
            ("Active", "Suspended" or "Deactivated") => "Active",
            ("Suspended", "Active") => "Suspended",
            ("Deactivated", _) => "Deactivated",
            _ => user.State,
        };
        return new Row(state, person.Title, person.Department);
    }

    private static Row Absent(Row user, Rules rules) => (rules.Missing, user.State) switch
    {
        ("Suspend", "Active") => user with { State = "Suspended" },
        ("Deactivate", _) => user with { State = "Deactivated" },
        _ => user,
    };
}
