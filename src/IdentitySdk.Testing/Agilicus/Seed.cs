using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using IdentitySdk.Testing.Seeding;

namespace IdentitySdk.Testing.Agilicus;

/// <summary>Seeded Agilicus users, computed from their slot alone.</summary>
internal sealed class Seed(bool oddities) : IUserSeed
{
    public const string OrgId = "IAsl3dl40aSsfLKiU76Emu";
    public const string Issuer = "https://auth.example.com";
    public static readonly string[] Applications = ["wiki", "expenses", "urn:api:agilicus:users"];
    private static readonly string[] s_roleNames = ["viewer", "editor", "owner"];

    public static string EmailKey(string email) => $"email:{email}";

    /// <summary>The email address of a slot. Addresses sort like slots, because lists are sorted by address.</summary>
    public static string EmailOf(int slot)
    {
        var login = new Person(slot).Login;
        return string.Create(CultureInfo.InvariantCulture, $"e{slot:D9}.{login[..login.LastIndexOf('.', login.IndexOf('@'))]}@example.com");
    }

    /// <summary>Application and role of each assignment: zero, one or two.</summary>
    public static IReadOnlyList<(string Application, string Role)> RolesOf(int slot)
    {
        var person = new Person(slot);
        var first = person.Number(40, Applications.Length);
        return
        [
            .. Enumerable.Range(0, person.Number(41, 3))
                .Select(i => (Applications[(first + i) % Applications.Length], s_roleNames[person.Number(42 + i, s_roleNames.Length)])),
        ];
    }

    public int? SlotOf(string key)
    {
        var dot = key.IndexOf('.', StringComparison.Ordinal);
        var start = "email:e".Length;
        return dot > start && int.TryParse(key.AsSpan(start, dot - start), NumberStyles.None, CultureInfo.InvariantCulture, out var slot) ? slot : null;
    }

    public IEnumerable<string> Keys(JsonObject user) => user["email"]?.ToString() is { Length: > 0 } email ? [EmailKey(email)] : [];

    public void Write(Utf8JsonWriter writer, int slot)
    {
        var person = new Person(slot);
        var status = person.OneIn(15, 50) ? "disabled" : person.OneIn(15, 51) ? "pending" : "active";
        writer.WriteStartObject();
        writer.WriteString("id", UserStore.IdOf(slot));
        writer.WriteString("external_id", person.OneIn(3, 52) ? person.EmployeeNumber : "");
        writer.WriteBoolean("enabled", status != "disabled");
        writer.WriteString("status", oddities && slot % 97 == 13 ? "hibernating" : status);
        writer.WriteString("first_name", person.FirstName);
        writer.WriteString("last_name", person.LastName);
        writer.WriteString("full_name", $"{person.FirstName} {person.LastName}");
        writer.WriteString("email", EmailOf(slot));
        writer.WriteString("provider", person.OneIn(4, 53) ? null : "google.com");
        WriteRoles(writer, slot);
        writer.WriteString("org_id", OrgId);
        writer.WriteString("type", "user");
        writer.WriteString("created", person.Created.ToOffsetText());
        writer.WriteString("updated", person.Updated.ToOffset(TimeSpan.FromHours(oddities && slot % 89 == 7 ? 2 : 0)).ToOffsetText());
        writer.WriteBoolean("auto_created", person.OneIn(3, 54));
        writer.WriteBoolean("cascade", false);
        writer.WriteStartArray("upstream_user_identities");
        if (person.OneIn(2, 55))
        {
            WriteIdentity(writer, slot);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("member_of");
        writer.WriteEndArray();
        writer.WriteNull("disabled_at_time");
        WriteAttributes(writer, person);
        writer.WriteEndObject();
    }

    private static void WriteRoles(Utf8JsonWriter writer, int slot)
    {
        writer.WriteStartObject("roles");
        foreach (var (application, role) in RolesOf(slot))
        {
            writer.WriteStartArray(application);
            writer.WriteStringValue(role);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WriteIdentity(Utf8JsonWriter writer, int slot)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("metadata");
        writer.WriteString("id", Base62.Encode(BitMixer.Mix((ulong)slot ^ 0x1D)));
        writer.WriteEndObject();
        writer.WriteStartObject("spec");
        writer.WriteString("upstream_user_id", string.Create(CultureInfo.InvariantCulture, $"{slot:D4}-abcd"));
        writer.WriteString("upstream_idp_id", Issuer);
        writer.WriteString("local_user_id", UserStore.IdOf(slot));
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>Values are strings, numbers or arrays. The documented model does not have this member.</summary>
    private static void WriteAttributes(Utf8JsonWriter writer, Person person)
    {
        writer.WriteStartArray("attributes");
        writer.WriteStartObject();
        writer.WriteString("name", "department");
        writer.WriteString("value", person.Department);
        writer.WriteEndObject();
        writer.WriteStartObject();
        writer.WriteString("name", "floor");
        writer.WriteNumber("value", person.Number(56, 40));
        writer.WriteEndObject();
        writer.WriteEndArray();
    }
}
