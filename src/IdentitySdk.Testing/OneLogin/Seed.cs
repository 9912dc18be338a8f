using System.Text.Json;
using System.Text.Json.Nodes;
using IdentitySdk.Testing.Resources;
using IdentitySdk.Testing.Seeding;

namespace IdentitySdk.Testing.OneLogin;

/// <summary>Seeded OneLogin users, computed from their slot alone.</summary>
internal sealed class Seed(bool oddities) : IUserSeed
{
    public static readonly long[] AccountRoles = [77777, 109999, 111111, 203001, 203002, 318440];

    /// <summary>Short names of the account's custom attributes.</summary>
    public static readonly string[] CustomAttributes = ["employeeNumber", "costcenter", "badge"];

    private static readonly string?[] s_empties = ["", null];

    public static string EmailKey(string email) => $"email:{email}";

    public static string UsernameKey(string username) => $"username:{username}";

    public static Secret SecretOf(int slot) => new() { Password = $"Password-{new Person(slot).EmployeeNumber}", Sessions = 1 };

    public int? SlotOf(string key) => Person.IndexOf(key);

    public IEnumerable<string> Keys(JsonObject user)
    {
        if (user["email"]?.ToString() is { Length: > 0 } email)
        {
            yield return EmailKey(email);
        }

        if (user["username"]?.ToString() is { Length: > 0 } username)
        {
            yield return UsernameKey(username);
        }
    }

    public void Write(Utf8JsonWriter writer, int slot)
    {
        var person = new Person(slot);
        var isActive = !person.OneIn(10, 20);
        writer.WriteStartObject();
        writer.WriteNumber("id", UserStore.IdOf(slot));
        writer.WriteString("username", person.Login.Split('@')[0]);
        writer.WriteString("email", person.Login);
        writer.WriteString("firstname", person.FirstName);
        writer.WriteString("lastname", person.LastName);
        writer.WriteString("title", person.OneIn(8, 21) ? "" : person.Title);
        writer.WriteString("department", person.Department);
        writer.WriteString("company", "Example Corp");
        writer.WriteString("comment", person.Pick(22, s_empties));
        writer.WriteString("phone", person.OneIn(4, 23) ? null : person.Phone);
        WriteNumberOrNull(writer, "group_id", person.OneIn(3, 24) ? 441_200 + person.Number(25, 5) : null);
        WriteRoles(writer, person);
        writer.WriteNumber("state", isActive ? 1 : person.Number(26, 4));
        writer.WriteNumber("status", oddities && slot % 97 == 13 ? 42 : isActive ? 1 : person.Pick(27, new[] { 0, 2, 3, 4, 5, 7, 8 }));
        WriteNumberOrNull(writer, "directory_id", person.OneIn(4, 28) ? 80_670 : null);
        writer.WriteNull("trusted_idp_id");
        writer.WriteNull("manager_ad_id");
        WriteManager(writer, person);
        writer.WriteString("samaccountname", person.OneIn(4, 28) ? person.EmployeeNumber : null);
        writer.WriteNull("userprincipalname");
        writer.WriteNull("distinguished_name");
        writer.WriteNull("member_of");
        writer.WriteString("external_id", person.OneIn(4, 28) ? $"ext-{person.EmployeeNumber}" : null);
        writer.WriteString("openid_name", person.Login.Split('@')[0]);
        writer.WriteNull("locale_code");
        writer.WriteString("preferred_locale_code", person.OneIn(2, 31) ? person.Office.Locale[..2] : null);
        WriteTimes(writer, person, isActive);
        writer.WriteNumber("invalid_login_attempts", person.OneIn(9, 33) ? 2 : 0);
        WriteCustomAttributes(writer, person);
        // The documented model does not have this member.
        writer.WriteNull("avatar_url");
        writer.WriteEndObject();
    }

    private static void WriteTimes(Utf8JsonWriter writer, Person person, bool isActive)
    {
        writer.WriteString("activated_at", isActive ? person.Activated.ToUtcText() : null);
        writer.WriteString("created_at", person.Created.ToUtcText());
        writer.WriteString("updated_at", person.Updated.ToUtcText());
        writer.WriteString("last_login", isActive ? person.LastLogin.ToUtcText() : null);
        writer.WriteString("invitation_sent_at", person.OneIn(2, 32) ? person.Created.ToUtcText() : null);
        writer.WriteString("password_changed_at", isActive ? person.Activated.ToUtcText() : null);
        writer.WriteNull("locked_until");
    }

    /// <summary>Null, not an empty array, when there are none.</summary>
    private static void WriteRoles(Utf8JsonWriter writer, Person person)
    {
        var count = person.Number(34, 3);
        if (count == 0)
        {
            writer.WriteNull("role_id");
            return;
        }

        writer.WriteStartArray("role_id");
        for (var i = 0; i < count; i++)
        {
            writer.WriteNumberValue(AccountRoles[(person.Number(35, AccountRoles.Length) + i) % AccountRoles.Length]);
        }

        writer.WriteEndArray();
    }

    /// <summary>The vendor's specs declare a string, recorded responses contain an integer; with oddities on, both occur.</summary>
    private void WriteManager(Utf8JsonWriter writer, Person person)
    {
        var manager = person.OneIn(3, 29) ? UserStore.IdOf(person.Index / 10) : (long?)null;
        if (manager is not null && oddities && person.OneIn(4, 30))
        {
            writer.WriteString("manager_user_id", $"{manager}");
        }
        else
        {
            WriteNumberOrNull(writer, "manager_user_id", manager);
        }
    }

    /// <summary>Some users lack the member, as in recorded responses.</summary>
    private static void WriteCustomAttributes(Utf8JsonWriter writer, Person person)
    {
        if (person.OneIn(4, 36))
        {
            return;
        }

        writer.WriteStartObject("custom_attributes");
        writer.WriteString("employeeNumber", person.EmployeeNumber);
        writer.WriteString("costcenter", person.OneIn(3, 37) ? null : $"CC{person.Number(38, 90) + 10}");
        writer.WriteString("badge", "");
        writer.WriteEndObject();
    }

    private static void WriteNumberOrNull(Utf8JsonWriter writer, string name, long? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
