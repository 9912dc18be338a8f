using System.Text.Json;
using System.Text.Json.Nodes;
using IdentitySdk.Testing.Resources;
using IdentitySdk.Testing.Seeding;

namespace IdentitySdk.Testing.Okta;

/// <summary>Seeded Okta users, computed from their slot alone.</summary>
internal sealed class Seed(bool oddities) : IUserSeed
{
    /// <summary>All other users are ACTIVE. No seeded user is DEPROVISIONED, because an unfiltered list should contain every seeded user.</summary>
    private static readonly string[] s_rareStatuses = ["STAGED", "PROVISIONED", "SUSPENDED", "LOCKED_OUT", "PASSWORD_EXPIRED", "RECOVERY"];

    private static readonly string s_created = new DateTimeOffset(2016, 1, 4, 8, 0, 0, TimeSpan.Zero).ToUtcText();

    public const string DefaultType = "otyk9Q5d7Default0g4";

    public string Origin { get; set; } = "";

    private static string ProviderId => $"0oi{Base62.Encode(BitMixer.Mix(0x1D9))}k9Q5d7";

    private static string Everyone => GroupId(0);

    public static string LoginKey(string login) => $"login:{login}";

    public static string ShortLoginKey(string login) => $"short:{login}";

    /// <summary>Everyone, and a group for each department.</summary>
    public static IEnumerable<JsonObject> AllGroups() =>
        People.Departments.Prepend("Everyone").Select((name, index) => Group(GroupId(index), name, isBuiltIn: index == 0));

    /// <summary>Two applications, which are assigned to Everyone.</summary>
    public static IEnumerable<JsonObject> AllApps() => new[] { "wiki", "mail" }.Select((name, index) => App(AppId(index), name));

    public static IEnumerable<JsonObject> AppsOf(string owner) =>
        owner == Everyone ? AllApps().Select(app => new JsonObject { ["id"] = app["id"]!.ToString() }) : [];

    public static JsonObject App(string id, string name) => new() { ["id"] = id, ["name"] = name, ["label"] = name, ["status"] = "ACTIVE" };

    /// <summary>One identity provider, to which every fifth seeded user is linked.</summary>
    public static JsonObject IdentityProvider() => IdentityProvider(ProviderId, "Partner", s_created);

    public static IEnumerable<JsonObject> ProvidersOf(int slot) => new Person(slot).OneIn(5, 63) ? [new() { ["id"] = ProviderId }] : [];

    public static JsonObject IdentityProvider(string id, string name, string now) => new()
    {
        ["id"] = id, ["type"] = "OIDC", ["name"] = name, ["status"] = "ACTIVE", ["created"] = now, ["lastUpdated"] = now,
        ["protocol"] = new JsonObject { ["type"] = "OIDC", ["scopes"] = new JsonArray("openid") },
    };

    /// <summary>The initial groups of a user; created users are only in Everyone.</summary>
    public static IEnumerable<JsonObject> Groups(int slot, bool isSeeded) => isSeeded
        ? [new() { ["id"] = Everyone }, new() { ["id"] = GroupId(1 + Array.IndexOf(People.Departments, new Person(slot).Department)) }]
        : [new() { ["id"] = Everyone }];

    public static JsonObject Group(string id, string name, bool isBuiltIn) => new()
    {
        ["id"] = id, ["created"] = s_created, ["lastUpdated"] = s_created, ["lastMembershipUpdated"] = s_created,
        ["objectClass"] = new JsonArray("okta:user_group"), ["type"] = isBuiltIn ? "BUILT_IN" : "OKTA_GROUP",
        ["profile"] = new JsonObject { ["name"] = name, ["description"] = null },
    };

    public static Secret SecretOf(int slot) => new() { Password = $"Password-{new Person(slot).EmployeeNumber}", Factors = ["sms"], Sessions = 1 };

    public int? SlotOf(string key) => Person.IndexOf(key);

    public IEnumerable<string> Keys(JsonObject user)
    {
        if ((string?)user["profile"]?["login"] is { } login)
        {
            yield return LoginKey(login);
            yield return ShortLoginKey(login.Split('@')[0]);
        }
    }

    public void Write(Utf8JsonWriter writer, int slot)
    {
        var person = new Person(slot);
        var status = person.OneIn(12, 20) ? person.Pick(21, s_rareStatuses) : "ACTIVE";
        var hasLoggedIn = status is not ("STAGED" or "PROVISIONED");
        writer.WriteStartObject();
        writer.WriteString("id", UserStore.IdOf(slot));
        writer.WriteString("status", oddities && slot % 97 == 13 ? "HIBERNATING" : status);
        writer.WriteString("created", person.Created.ToUtcText());
        WriteDate(writer, "activated", person.Activated, status != "STAGED");
        WriteDate(writer, "statusChanged", person.Activated, status != "STAGED");
        WriteDate(writer, "lastLogin", person.LastLogin, hasLoggedIn);
        writer.WriteString("lastUpdated", oddities && slot % 89 == 7 ? person.Updated.ToOffsetText() : person.Updated.ToUtcText());
        WriteDate(writer, "passwordChanged", person.Activated, hasLoggedIn);
        writer.WriteStartObject("type");
        writer.WriteString("id", DefaultType);
        writer.WriteEndObject();
        // The documented model does not have this member.
        writer.WriteString("realmId", "guok9Q5d7Realm0g4");
        WriteProfile(writer, person);
        WriteCredentials(writer, hasLoggedIn);
        if (oddities && slot % 83 == 5)
        {
            writer.WriteStartArray("x_future");
            writer.WriteNumberValue(1.5);
            writer.WriteNullValue();
            writer.WriteEndArray();
        }

        writer.WriteStartObject("_links");
        writer.WriteStartObject("self");
        writer.WriteString("href", $"{Origin}/api/v1/users/{UserStore.IdOf(slot)}");
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static string AppId(int index) => $"0oa{Base62.Encode(BitMixer.Mix((ulong)index + 0xA77))}k9Q5d7";

    private static string GroupId(int index) => $"00g{Base62.Encode(BitMixer.Mix((ulong)index + 0x6709))}k9Q5d7";

    private static void WriteProfile(Utf8JsonWriter writer, Person person)
    {
        var office = person.Office;
        writer.WriteStartObject("profile");
        writer.WriteString("login", person.Login);
        writer.WriteString("email", person.Login);
        writer.WriteString("firstName", person.FirstName);
        writer.WriteString("lastName", person.LastName);
        writer.WriteString("displayName", $"{person.FirstName} {person.LastName}");
        writer.WriteString("secondEmail", person.OneIn(3, 22) ? "" : null);
        writer.WriteNull("mobilePhone");
        writer.WriteString("primaryPhone", person.Phone);
        writer.WriteString("title", person.Title);
        writer.WriteString("department", person.Department);
        writer.WriteString("organization", "Example Corp");
        writer.WriteString("employeeNumber", person.EmployeeNumber);
        writer.WriteString("costCenter", $"CC{person.Number(23, 90) + 10}");
        writer.WriteString("city", office.City);
        writer.WriteString("countryCode", office.Country);
        writer.WriteString("timezone", office.TimeZone);
        writer.WriteString("locale", office.Locale);
        writer.WriteString("userType", person.OneIn(5, 24) ? "Contractor" : "Employee");
        // Custom attributes are siblings of the standard ones, of every JSON type.
        writer.WriteNumber("floor", person.Number(25, 40));
        writer.WriteBoolean("remote", person.OneIn(3, 26));
        writer.WriteStartArray("languages");
        writer.WriteStringValue("en");
        writer.WriteStringValue(office.Locale[..2]);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteCredentials(Utf8JsonWriter writer, bool hasPassword)
    {
        writer.WriteStartObject("credentials");
        if (hasPassword)
        {
            // An empty object means that a password is set.
            writer.WriteStartObject("password");
            writer.WriteEndObject();
        }

        writer.WriteStartObject("provider");
        writer.WriteString("type", "OKTA");
        writer.WriteString("name", "OKTA");
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteDate(Utf8JsonWriter writer, string name, DateTimeOffset date, bool isSet) =>
        writer.WriteString(name, isSet ? date.ToUtcText() : null);
}
