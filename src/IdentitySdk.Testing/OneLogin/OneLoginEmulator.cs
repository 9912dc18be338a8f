using System.Text.Json.Nodes;
using IdentitySdk.Testing.OneLogin;
using IdentitySdk.Testing.Schemas;

namespace IdentitySdk.Testing;

/// <summary>
/// Emulates OneLogin's Users API, all 17 operations: client credentials, the status envelope of version 1 or the newer wire format, cursors, roles, states,
/// locks, passwords, custom attributes and applications.
/// </summary>
public sealed class OneLoginEmulator : VendorEmulator
{
    private readonly Protocol _protocol;

    private OneLoginEmulator(Protocol protocol)
        : base(protocol, protocol.Tenant.Options) => (_protocol, Users) = (protocol, new OneLoginUsers(protocol.Tenant));

    /// <summary>The client id of the API credential.</summary>
    public string ClientId => _protocol.Auth.ClientId;

    /// <summary>The client secret of the API credential.</summary>
    public string ClientSecret => _protocol.Auth.ClientSecret;

    /// <summary>The ids of the users seeded at the start, in list order.</summary>
    public IEnumerable<long> SeededUserIds => Enumerable.Range(0, Tenant.Options.UserCount).Select(UserStore.IdOf);

    /// <summary>The users, without HTTP.</summary>
    public OneLoginUsers Users { get; }

    /// <summary>The roles of the account, which can be assigned to users.</summary>
    public IReadOnlyList<long> RoleIds => Tenant.Gate.Read(() => Tenant.Roles.ToList());

    /// <summary>Creates an emulator without a server; send requests through <see cref="VendorEmulator.CreateHandler"/>.</summary>
    public static OneLoginEmulator Create(OneLoginEmulatorOptions? options = null) => Create(options, schema: null);

    /// <summary>Starts an emulator on a free port.</summary>
    public static async Task<OneLoginEmulator> StartAsync(OneLoginEmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        var emulator = Create(options, schema: null);
        await emulator.StartAsync(cancellationToken);
        return emulator;
    }

    /// <summary>Issues an access token, as the token endpoint does: the current one, or a new one when that has expired.</summary>
    public string IssueAccessToken() => _protocol.Auth.Current().Value;

    /// <summary>Adds a role to the account.</summary>
    public void AddRole(long id) => Tenant.Gate.Write(() => Tenant.Roles.Add(id));

    /// <summary>Defines a custom attribute by its short name. Undefined attributes are refused.</summary>
    public void DefineAttribute(string shortName) => Tenant.Gate.Write(() => Tenant.CustomAttributes.Add(shortName));

    /// <summary>Adds an application to the account.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="name">Its name.</param>
    /// <param name="isVisible">Whether the portal shows it; others are listed only with <c>ignore_visibility</c>.</param>
    public void AddApp(long id, string name, bool isVisible = true) => Tenant.Gate.Write(() => Tenant.Apps.Put(AppCatalog.App(id, name, isVisible)));

    /// <summary>Assigns an application to a user.</summary>
    public void AssignApp(long user, long app) => Tenant.Gate.Write(() =>
    {
        if (Tenant.Users.Find($"{user}") is null || Tenant.Apps.Find($"{app}") is null)
        {
            throw new KeyNotFoundException($"There is no user {user} or no application {app}.");
        }

        Tenant.AppAssignments.Put($"{user}", new JsonObject { ["id"] = app });
    });

    private Tenant Tenant => _protocol.Tenant;

    internal static OneLoginEmulator Create(OneLoginEmulatorOptions? options, ApiSchema? schema)
    {
        options = options is null ? new() : (OneLoginEmulatorOptions)options.Copy();
        return new OneLoginEmulator(new Protocol(options, schema));
    }
}
