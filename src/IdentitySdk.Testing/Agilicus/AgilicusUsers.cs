using System.Text.Json.Nodes;
using IdentitySdk.Testing.Agilicus;
using IdentitySdk.Testing.Json;

namespace IdentitySdk.Testing;

/// <summary>The users of an <see cref="AgilicusEmulator"/>, arranged and inspected without HTTP.</summary>
public sealed class AgilicusUsers
{
    private readonly Tenant _tenant;
    private readonly Users _users;

    internal AgilicusUsers(Tenant tenant) => (this._tenant, _users) = (tenant, new Users(tenant));

    /// <summary>The ids of all users, in order of creation.</summary>
    public IReadOnlyList<string> Ids => _tenant.Gate.Read(() => _tenant.Users.Ids(org: null).ToList());

    /// <summary>Adds a user and returns its id. The same calls return the same ids in every run.</summary>
    /// <exception cref="ArgumentException">The address is taken, or the organisation does not exist.</exception>
    public string Add(AgilicusPerson person)
    {
        ArgumentNullException.ThrowIfNull(person);
        var user = new JsonObject
        {
            ["email"] = person.Email, ["first_name"] = person.FirstName, ["last_name"] = person.LastName, ["status"] = person.Status,
            ["enabled"] = person.Status != "disabled", ["type"] = person.Type, ["org_id"] = person.OrgId ?? Seed.OrgId,
        };
        user.Merge(person.Members);
        return _tenant.Gate.Write(() =>
        {
            if (_tenant.Users.FindByEmail(person.Email) is not null || _tenant.Orgs.Find(user["org_id"]!.ToString()) is null)
            {
                throw new ArgumentException($"There is a user {person.Email} already, or no organisation {user["org_id"]}.", nameof(person));
            }

            return _users.Add(user)["id"]!.ToString();
        });
    }

    /// <summary>The user as in a response; null when there is none with this id.</summary>
    public JsonObject? Get(string id) => _tenant.Gate.Read(() => _tenant.Users.Get(id));
}
