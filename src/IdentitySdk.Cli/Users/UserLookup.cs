using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Vendors;
using IdentitySdk.Directories;

namespace IdentitySdk.Cli.Users;

/// <summary>Finds the user that an argument names: an id, or a login or email, which have an @ in them.</summary>
internal static class UserLookup
{
    public const string Help = "The user: an id, or a login or email with an @ in it.";

    /// <summary>Gets the user as the vendor sends it.</summary>
    /// <exception cref="CommandException">There is none, or this is no id.</exception>
    public static async Task<UserRow> GetAsync(VendorConnection connection, string user, CancellationToken cancellationToken)
    {
        if (!user.Contains('@', StringComparison.Ordinal))
        {
            return await connection.GetUserAsync(user, cancellationToken);
        }

        foreach (var key in new[] { UserKey.Login, UserKey.Email }.Where(connection.Directory.Capabilities.CanFindBy))
        {
            if (await connection.Directory.FindAsync(key, user, cancellationToken) is { } found)
            {
                return await connection.GetUserAsync(found.Id, cancellationToken);
            }
        }

        throw new CommandException(ExitCodes.NotFound, $"{connection.Name} has no user with the login or email {user}.");
    }

    /// <summary>Names a user in a question.</summary>
    public static string Describe(in UserRow user) => $"{(user.Name.Length > 0 ? user.Name + ", " : "")}{user.Login}, id {user.Id}, {user.Status}";
}
