using IdentitySdk.OneLogin;

namespace IdentitySdk.Directories;

/// <summary>OneLogin as a user directory.</summary>
public static class OneLoginDirectoryExtensions
{
    /// <summary>An account's users as a directory.</summary>
    /// <remarks>
    /// A first password and custom attributes are calls of their own on OneLogin's version 1, made after the creation or the update; what fails between
    /// them is seen by the next plan. An unapproved, rejected or unlicensed user cannot sign in whatever the status, and an approved one with status 1 alone.
    /// Version 1 documents that states can be written (set_state: a deactivated user is an unlicensed one) and no writing of a status; so a suspension can be
    /// read and not made, and a lock, which ends by itself, is none.
    /// </remarks>
    /// <param name="client">The client.</param>
    /// <param name="options">What has to be told of the account; a name of it for the hosts api.us.onelogin.com and api.eu.onelogin.com, which serve all.</param>
    /// <returns>The directory.</returns>
    /// <exception cref="ArgumentException">The host serves many accounts, and no name was given.</exception>
    public static IUserDirectory AsDirectory(this OneLoginClient client, VendorDirectoryOptions? options = null)
    {
        options ??= new VendorDirectoryOptions();
        var host = Arguments.NotNull(client, nameof(client)).BaseAddress.Host;
        return options.Tenant is null && host.StartsWith("api.", StringComparison.OrdinalIgnoreCase) && host.EndsWith(".onelogin.com", StringComparison.OrdinalIgnoreCase)
            ? throw new ArgumentException($"{host} serves all accounts: name this one, so that a plan for it is not applied to another.", nameof(options))
            : new OneLoginDirectory(client, options);
    }

    /// <summary>The custom attributes that an account has, for <see cref="VendorDirectoryOptions.CustomAttributes"/>: OneLogin has their names, and texts only.</summary>
    /// <remarks>
    /// With <see cref="VendorDirectoryOptions.HasNoOtherAttributes"/>, a name that the account does not have stops a plan before anything is written. OneLogin
    /// itself refuses it late: custom attributes are a call of their own, after all others have been written.
    /// </remarks>
    /// <param name="client">The client.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The definitions.</returns>
    public static async Task<IReadOnlyList<AttributeDefinition>> ListAttributeDefinitionsAsync(this OneLoginClient client, CancellationToken cancellationToken = default)
    {
        var definitions = new List<AttributeDefinition>();
        var names = Arguments.NotNull(client, nameof(client)).Users.ListAllCustomAttributesAsync(cancellationToken: cancellationToken);
        await foreach (var name in names.ConfigureAwait(false))
        {
            definitions.Add(new AttributeDefinition(UserAttribute.Custom(name), name));
        }

        return definitions;
    }
}
