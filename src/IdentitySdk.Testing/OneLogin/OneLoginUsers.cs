using System.Text.Json.Nodes;
using IdentitySdk.Testing.Json;
using IdentitySdk.Testing.OneLogin;
using IdentitySdk.Testing.Resources;

namespace IdentitySdk.Testing;

/// <summary>The users of a <see cref="OneLoginEmulator"/>, arranged and inspected without HTTP.</summary>
public sealed class OneLoginUsers
{
    private readonly Tenant _tenant;
    private readonly Users _users;

    internal OneLoginUsers(Tenant tenant) => (this._tenant, _users) = (tenant, new Users(tenant));

    /// <summary>The ids of all users, in order of creation.</summary>
    public IReadOnlyList<long> Ids => _tenant.Gate.Read(() =>
        _tenant.Users.Table.Slots.Select(UserStore.IdOf).ToList());

    /// <summary>Adds a user and returns its id. The same calls return the same ids in every run.</summary>
    /// <exception cref="ArgumentException">The address or the user name is taken.</exception>
    public long Add(OneLoginPerson person)
    {
        ArgumentNullException.ThrowIfNull(person);
        var body = new JsonObject
        {
            ["email"] = person.Email, ["username"] = person.Username ?? person.Email.Split('@')[0], ["firstname"] = person.FirstName,
            ["lastname"] = person.LastName, ["state"] = person.State, ["password"] = person.Password,
        };
        body.Merge(person.Members);
        if (person.Status is { } status)
        {
            body["status"] = status;
        }

        return _tenant.Gate.Write(() => _users.ValidateUnique(body, self: null) is { } refused
            ? throw new ArgumentException(refused.Text, nameof(person))
            : (long)_users.Add(body)["id"]!);
    }

    /// <summary>The user in the format of version 1; null when there is none with this id.</summary>
    public JsonObject? Get(long id) => _tenant.Gate.Read(() => _tenant.Users.Get($"{id}"));

    /// <summary>The current password, or its hash if only that was sent; null when there is none.</summary>
    public string? Password(long id) => Secret(id).Password;

    /// <summary>The number of sessions.</summary>
    public int Sessions(long id) => Secret(id).Sessions;

    /// <summary>The last temporary MFA token; null when none was created.</summary>
    public string? MfaToken(long id) => Secret(id).MfaToken;

    /// <summary>Opens a session, as a sign-in does.</summary>
    public void SignIn(long id) => _tenant.Gate.Write(() => _tenant.Secrets.Change(Existing(id), secret => secret.Sessions++));

    private Secret Secret(long id) => _tenant.Gate.Read(() => _tenant.Secrets[Existing(id)]);

    private string Existing(long id) => _tenant.Users.Find($"{id}") is null ? throw new KeyNotFoundException($"There is no user {id}.") : $"{id}";
}
