using System.Text.Json.Nodes;
using IdentitySdk.Testing.Json;
using IdentitySdk.Testing.Okta;
using IdentitySdk.Testing.Resources;

namespace IdentitySdk.Testing;

/// <summary>The users of an <see cref="OktaEmulator"/>, arranged and inspected without HTTP.</summary>
public sealed class OktaUsers
{
    private readonly Tenant _tenant;
    private readonly Users _users;

    internal OktaUsers(Tenant tenant) => (this._tenant, _users) = (tenant, new Users(tenant));

    /// <summary>The ids of all users, in order of creation.</summary>
    public IReadOnlyList<string> Ids => _tenant.Gate.Read(() =>
        _tenant.Users.Table.Slots.Select(UserStore.IdOf).ToList());

    /// <summary>Adds a user and returns its id. The same calls return the same ids in every run.</summary>
    /// <exception cref="ArgumentException">The user is not valid; the message contains the vendor's causes.</exception>
    public string Add(OktaPerson person)
    {
        ArgumentNullException.ThrowIfNull(person);
        CheckStatus(person.Status, nameof(person));
        var profile = new JsonObject { ["login"] = person.Login, ["email"] = person.Login, ["firstName"] = person.FirstName, ["lastName"] = person.LastName };
        profile.Merge(person.Profile);
        var credentials = new JsonObject();
        if (person.Password is { } password)
        {
            credentials["password"] = new JsonObject { ["value"] = password };
        }

        if (person.RecoveryQuestion is { } question)
        {
            credentials["recovery_question"] = new JsonObject { ["question"] = question, ["answer"] = person.RecoveryAnswer };
        }

        var provider = new JsonObject { ["type"] = "OKTA", ["name"] = "OKTA" };
        return _tenant.Gate.Write(() => UserRules.Validate(_tenant, profile, self: null) is { } refused
            ? throw new ArgumentException(refused.Text, nameof(person))
            : _users.Add(person.Status, profile, provider, credentials, [], [])["id"]!.ToString());
    }

    /// <summary>The user as in a response; null when there is none with this id or login.</summary>
    public JsonObject? Get(string idOrLogin) => _tenant.Gate.Read(() => _tenant.Users.Get(idOrLogin));

    /// <summary>The current password; null when there is none in clear text. No response contains it.</summary>
    public string? Password(string idOrLogin) => Secret(idOrLogin).Password;

    /// <summary>The enrolled factors.</summary>
    public IReadOnlyList<string> Factors(string idOrLogin) => Secret(idOrLogin).Factors;

    /// <summary>The number of sessions at the identity provider.</summary>
    public int Sessions(string idOrLogin) => Secret(idOrLogin).Sessions;

    /// <summary>Sets a user to any status, also one that this API cannot set, such as <c>LOCKED_OUT</c>.</summary>
    public void SetStatus(string idOrLogin, string status)
    {
        CheckStatus(status, nameof(status));
        _tenant.Gate.Write(() =>
        {
            var id = IdOf(idOrLogin);
            var user = _tenant.Users.Get(id)!;
            UserModel.SetStatus(user, status, _tenant.Now);
            _tenant.Users.Save(id, user);
        });
    }

    /// <summary>Opens a session, as a sign-in does, and optionally enrolls a factor such as <c>sms</c>.</summary>
    public void SignIn(string idOrLogin, string? factor = null) => _tenant.Gate.Write(() => _tenant.Secrets.Change(IdOf(idOrLogin), secret =>
    {
        secret.Sessions++;
        secret.Factors = factor is null ? secret.Factors : [.. secret.Factors, factor];
    }));

    internal string IdOf(string idOrLogin) =>
        _tenant.Users.Find(idOrLogin) is { } slot ? UserStore.IdOf(slot) : throw new KeyNotFoundException($"There is no user {idOrLogin}.");

    private Secret Secret(string idOrLogin) => _tenant.Gate.Read(() => _tenant.Secrets[IdOf(idOrLogin)]);

    private static void CheckStatus(string status, string parameter)
    {
        if (!Lifecycle.Statuses.Contains(status))
        {
            throw new ArgumentException($"{status} is not a status; the statuses are {string.Join(", ", Lifecycle.Statuses)}.", parameter);
        }
    }
}
