using IdentitySdk.Okta;

namespace IdentitySdk.Directories;

/// <summary>Gets a user directory from an Okta client.</summary>
public static class OktaDirectoryExtensions
{
    /// <summary>Gets the users of an organization as a directory.</summary>
    /// <remarks>
    /// All members of a profile are attributes. Those without a neutral name are custom attributes with Okta's name, such as <c>employeeNumber</c>; a search
    /// by them lags behind writes. The directory requests no emails; Okta itself sends one to a new user without a password.
    /// </remarks>
    /// <param name="client">The client.</param>
    /// <param name="options">The options; null for the defaults.</param>
    /// <returns>The directory.</returns>
    public static IUserDirectory AsDirectory(this OktaClient client, VendorDirectoryOptions? options = null) =>
        new OktaDirectory(Arguments.NotNull(client, nameof(client)), options ?? new VendorDirectoryOptions());
}
