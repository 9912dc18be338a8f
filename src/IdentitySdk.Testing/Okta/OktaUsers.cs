using System.Text.Json.Nodes;
using IdentitySdk.Testing.Okta;

namespace IdentitySdk.Testing;

/// <summary>The users of an <see cref="OktaEmulator"/>, arranged and inspected without HTTP.</summary>
public sealed class OktaUsers
{
    private readonly Tenant _tenant;
    private readonly Users _users;

    internal OktaUsers(Tenant tenant) => (this._tenant, _users) = (tenant, new Users(tenant));

    /// <summary>The ids of all users, in order of creation.</summary>
    public IReadOnlyList<string> Ids => _tenant.Gate.Read(() =>
        Enumerable.Range(0, _tenant.Users.Table.End).Where(_tenant.Users.Table.Exists).Select(UserStore.IdOf).ToList());

    /// <summary>Adds a user and returns its id. The same calls give the same ids in every run.</summary>
    /// <exception cref="ArgumentException">The organization would not accept such a user; the message has the vendor's causes.</exception>
    public string Add(OktaPerson person)
    {
        ArgumentNullException.ThrowIfNull(person);
        if (!Lifecycle.Statuses.Contains(person.Status))
        {
            throw new ArgumentException($"{person.Status} is not a status; they are {string.Join(", ", Lifecycle.Statuses)}.", nameof(person));
        }

        var profile = new JsonObject { ["login"] = person.Login, ["email"] = person.Login, ["firstName"] = person.FirstName, ["lastName"] = person.LastName };
        foreach (var (name, value) in person.Profile)
        {
            profile[name] = value?.DeepClone();
        }

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

    /// <summary>The user as a response would show it; null when there is none with this id or login.</summary>
    public JsonObject? Get(string idOrLogin) => _tenant.Gate.Read(() => _tenant.Users.Find(idOrLogin) is { } slot ? _tenant.Users.Table.Load(slot) : null);

    /// <summary>The password that the user has now; null when there is none in clear text. No response shows it.</summary>
    public string? Password(string idOrLogin) => Secret(idOrLogin).Password;

    /// <summary>The enrolled factors.</summary>
    public IReadOnlyList<string> Factors(string idOrLogin) => [.. Secret(idOrLogin).Factors.Select(factor => factor!.ToString())];

    /// <summary>The number of sessions at the identity provider.</summary>
    public int Sessions(string idOrLogin) => Secret(idOrLogin).Sessions;

    /// <summary>Puts a user into any status, as events outside this API would: <c>LOCKED_OUT</c>, say.</summary>
    public void SetStatus(string idOrLogin, string status)
    {
        if (!Lifecycle.Statuses.Contains(status))
        {
            throw new ArgumentException($"{status} is not a status; they are {string.Join(", ", Lifecycle.Statuses)}.", nameof(status));
        }

        _tenant.Gate.Write(() =>
        {
            var slot = Slot(idOrLogin);
            var user = _tenant.Users.Table.Load(slot);
            _users.SetStatus(user, status);
            _tenant.Users.Table.Save(slot, user);
            return slot;
        });
    }

    /// <summary>Enrolls a factor, such as <c>sms</c>, and opens a session, as a sign-in would.</summary>
    public void SignIn(string idOrLogin, string? factor = null) => _tenant.Gate.Write(() =>
    {
        var id = UserStore.IdOf(Slot(idOrLogin));
        var secret = _tenant.Secret(id);
        secret.Sessions++;
        secret.Factors = factor is null ? (JsonArray)secret.Factors.DeepClone() : [.. secret.Factors.Select(each => each?.DeepClone()), factor];
        _tenant.Save(id, secret);
        return id;
    });

    internal int Slot(string idOrLogin) => _tenant.Users.Find(idOrLogin) ?? throw new KeyNotFoundException($"There is no user {idOrLogin}.");

    private Secret Secret(string idOrLogin) => _tenant.Gate.Read(() => _tenant.Secret(UserStore.IdOf(Slot(idOrLogin))));
}
