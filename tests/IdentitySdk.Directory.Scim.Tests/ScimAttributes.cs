using System.Text.Json.Nodes;
using IdentitySdk.Directories;

namespace IdentitySdk.Scim;

/// <summary>SCIM's attributes, states and capabilities (RFC 7643, 4.1 and 4.3).</summary>
internal static class ScimAttributes
{
    public const string CoreSchema = "urn:ietf:params:scim:schemas:core:2.0:User";
    public const string EnterpriseSchema = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    private static readonly Place[] s_places =
    [
        new(UserAttribute.Login, "userName"),
        new(UserAttribute.Email, "emails", List: true),
        new(UserAttribute.GivenName, "name", "givenName"),
        new(UserAttribute.FamilyName, "name", "familyName"),
        new(UserAttribute.DisplayName, "displayName"),
        new(UserAttribute.Phone, "phoneNumbers", List: true),
        new(UserAttribute.Title, "title"),
        new(UserAttribute.Department, EnterpriseSchema, "department"),
        new(UserAttribute.Manager, EnterpriseSchema, "manager", "value"),
        new(UserAttribute.ExternalId, "externalId"),
        .. new[] { "employeeNumber", "costCenter", "organization", "division" }.Select(name => new Place(UserAttribute.Custom(name), EnterpriseSchema, name)),
    ];

    public static DirectoryCapabilities Capabilities { get; } = new("SCIM", UserKey.Login)
    {
        Attributes = [.. s_places.Select(place => new AttributeDefinition(place.Attribute, place.Path)
        {
            IsRequired = place.Attribute == UserAttribute.Login,
            CanClear = place.Attribute != UserAttribute.Login,
        })],
        Keys = [UserKey.Login, UserKey.Email, UserKey.ExternalId],
        Actions =
        [
            new(UserAction.Suspend, [UserState.Active], [UserState.Suspended]),
            new(UserAction.Resume, [UserState.Suspended], [UserState.Active]),
            new(UserAction.Delete, [UserState.Active, UserState.Suspended, UserState.Unknown], []),
        ],
        Alternatives = new Dictionary<string, string>
        {
            [nameof(UserAction.Activate)] = "resume the user",
            [nameof(UserAction.Deactivate)] = "suspend the user",
            [nameof(UserAction.Unlock)] = "there are no locks",
        },
    };

    public static UserState State(JsonObject user) => (bool?)user["active"] switch
    {
        true => UserState.Active,
        false => UserState.Suspended,
        null => UserState.Unknown,
    };

    public static string FilterOf(UserKey key) => PlaceOf(key.Of) is { List: true } list ? list.Path + ".value" : PlaceOf(key.Of).Path;

    public static UserValues Values(JsonObject user) => UserValues.Of([.. s_places.Select(place => (place.Attribute, (AttributeValue)(string?)place.Read(user)))]);

    /// <summary>Sets an attribute of a new user.</summary>
    public static void Set(JsonObject user, UserAttribute attribute, string value)
    {
        var place = PlaceOf(attribute);
        if (place.List)
        {
            user[place.Path] = new JsonArray(new JsonObject { ["value"] = value, ["type"] = "work" });
            return;
        }

        var parent = user;
        foreach (var name in place.Names.SkipLast(1))
        {
            parent = (parent[name] ??= new JsonObject()).AsObject();
        }

        parent[place.Names[^1]] = value;
    }

    /// <summary>The PATCH operation that sets an attribute, or clears it if the value is null.</summary>
    public static JsonObject Operation(JsonObject user, UserAttribute attribute, string? value)
    {
        var place = PlaceOf(attribute);
        JsonNode? written = place.List ? place.ListWith(user, value) : value is null ? null : place.Written(value);
        return written is null or JsonArray { Count: 0 }
            ? new JsonObject { ["op"] = "remove", ["path"] = place.Path }
            : new JsonObject { ["op"] = "replace", ["path"] = place.Path, ["value"] = written };
    }

    private static Place PlaceOf(UserAttribute attribute) => s_places.First(place => place.Attribute == attribute);

    /// <summary>The location of an attribute: a path, or the work item (or else the first item) of the list at the path.</summary>
    private sealed record Place(UserAttribute Attribute, string[] Names, bool List = false)
    {
        public Place(UserAttribute attribute, string name, bool List = false)
            : this(attribute, [name], List)
        {
        }

        public Place(UserAttribute attribute, string parent, params string[] names)
            : this(attribute, [parent, .. names])
        {
        }

        /// <summary>The path in RFC 7644 notation, with a colon after a schema. Members of a complex extension attribute are written with the whole attribute.</summary>
        public string Path => Names[0] == EnterpriseSchema ? $"{EnterpriseSchema}:{Names[1]}" : string.Join('.', Names);

        public JsonNode? Read(JsonObject user) => List
            ? Item(user[Names[0]] as JsonArray)?["value"]
            : Names.Aggregate((JsonNode?)user, (node, name) => (node as JsonObject)?[name]);

        public JsonNode Written(string value) => Names.Length > 2 ? new JsonObject { [Names[2]] = value } : value;

        public JsonArray ListWith(JsonObject user, string? value)
        {
            var items = user[Names[0]]?.DeepClone() as JsonArray ?? [];
            var item = Item(items);
            if (value is null)
            {
                items.Remove(item);
            }
            else if (item is not null)
            {
                item["value"] = value;
            }
            else
            {
                items.Add((JsonNode)new JsonObject { ["value"] = value, ["type"] = "work" });
            }

            return items;
        }

        private static JsonObject? Item(JsonArray? items) =>
            items?.OfType<JsonObject>().OrderBy(item => (string?)item["type"] == "work" ? 0 : 1).FirstOrDefault();
    }
}
