using IdentitySdk.Okta;

namespace IdentitySdk.Directories;

/// <summary>Okta as a user directory.</summary>
public static class OktaDirectoryExtensions
{
    /// <summary>An organization's users as a directory.</summary>
    /// <remarks>
    /// All members of a profile are attributes; those without a neutral name are custom ones under Okta's name, such as <c>employeeNumber</c>. A search by
    /// them lags behind writes. No mail is sent, except by Okta itself for a new user without a password.
    /// </remarks>
    /// <param name="client">The client.</param>
    /// <param name="options">What has to be told of the organization.</param>
    /// <returns>The directory.</returns>
    public static IUserDirectory AsDirectory(this OktaClient client, VendorDirectoryOptions? options = null) =>
        new OktaDirectory(Arguments.NotNull(client, nameof(client)), options ?? new VendorDirectoryOptions());
}
