using IdentitySdk.Agilicus;

namespace IdentitySdk.Directories;

/// <summary>Agilicus as a user directory.</summary>
public static class AgilicusDirectoryExtensions
{
    /// <summary>The people of an organisation as a directory; groups and service accounts are none.</summary>
    /// <remarks>
    /// Users sign in by their email address at an upstream provider. Agilicus has replacements only: an update reads the user, changes it and writes the
    /// whole back. Custom attributes are the configured attributes of later servers. A deletion takes the user out of the organisation.
    /// </remarks>
    /// <param name="client">The client.</param>
    /// <param name="orgId">The id of the organisation.</param>
    /// <param name="options">What has to be told of it.</param>
    /// <returns>The directory.</returns>
    public static IUserDirectory AsDirectory(this AgilicusClient client, string orgId, VendorDirectoryOptions? options = null) => new AgilicusDirectory(
        Arguments.NotNull(client, nameof(client)), Arguments.NotEmpty(orgId, nameof(orgId)), options ?? new VendorDirectoryOptions());
}
