using IdentitySdk.OneLogin;

namespace IdentitySdk.Directories;

/// <summary>Gets a user directory from a OneLogin client.</summary>
public static class OneLoginDirectoryExtensions
{
    /// <summary>Gets the users of an account as a directory.</summary>
    /// <remarks>
    /// Version 1 of OneLogin's API sets the initial password and custom attributes by separate calls after the creation or the update; if one of them fails,
    /// the next plan finds the difference. Unapproved, rejected and unlicensed users cannot sign in; approved users can only with status 1. Version 1
    /// documents how to set the state (set_state; deactivated users are unlicensed), but not the status: suspensions and locks can be read, but not changed.
    /// </remarks>
    /// <param name="client">The client.</param>
    /// <param name="options">The options. The hosts api.us.onelogin.com and api.eu.onelogin.com serve all accounts and require a tenant name.</param>
    /// <returns>The directory.</returns>
    /// <exception cref="ArgumentException">The host serves all accounts, and no tenant name is set.</exception>
    public static IUserDirectory AsDirectory(this OneLoginClient client, VendorDirectoryOptions? options = null)
    {
        options ??= new VendorDirectoryOptions();
        var host = Arguments.NotNull(client, nameof(client)).BaseAddress.Host;
        var servesAll = host.StartsWith("api.", StringComparison.OrdinalIgnoreCase) && host.EndsWith(".onelogin.com", StringComparison.OrdinalIgnoreCase);
        return options.Tenant is null && servesAll
            ? throw new ArgumentException($"{host} serves all accounts: set Tenant, so that a plan for one account is not applied to another.", nameof(options))
            : new OneLoginDirectory(client, options);
    }

    /// <summary>Lists the custom attributes of an account, for <see cref="VendorDirectoryOptions.CustomAttributes"/>. OneLogin stores them as text.</summary>
    /// <remarks>
    /// With <see cref="VendorDirectoryOptions.HasNoOtherAttributes"/>, an unknown name is refused before anything is written. OneLogin itself refuses it
    /// late: custom attributes are written by a separate call after all other attributes.
    /// </remarks>
    /// <param name="client">The client.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The definitions.</returns>
    public static async Task<IReadOnlyList<AttributeDefinition>> ListAttributeDefinitionsAsync(
        this OneLoginClient client, CancellationToken cancellationToken = default)
    {
        var names = Arguments.NotNull(client, nameof(client)).Users.ListAllCustomAttributesAsync(cancellationToken: cancellationToken);
        return [.. (await names.ToListAsync().ConfigureAwait(false)).Select(name => new AttributeDefinition(UserAttribute.Custom(name), name))];
    }
}
