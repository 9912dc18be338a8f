using IdentitySdk.Agilicus;

namespace IdentitySdk.Directories;

/// <summary>Gets a user directory from an Agilicus client.</summary>
public static class AgilicusDirectoryExtensions
{
    /// <summary>Gets the people of an organisation as a directory, without groups and service accounts.</summary>
    /// <remarks>
    /// Users sign in with their email address at an upstream provider. Agilicus has no partial updates: an update reads the user, changes it and replaces it.
    /// Custom attributes are the configured attributes of newer servers. A deletion removes the user from the organisation.
    /// </remarks>
    /// <param name="client">The client.</param>
    /// <param name="orgId">The id of the organisation.</param>
    /// <param name="options">The options; null for the defaults.</param>
    /// <returns>The directory.</returns>
    public static IUserDirectory AsDirectory(this AgilicusClient client, string orgId, VendorDirectoryOptions? options = null) => new AgilicusDirectory(
        Arguments.NotNull(client, nameof(client)), Arguments.NotEmpty(orgId, nameof(orgId)), options ?? new VendorDirectoryOptions());
}
