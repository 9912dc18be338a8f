using IdentitySdk.Core;

namespace IdentitySdk.Okta;

public partial class UpdateUserRequest
{
    /// <summary>Copies all members of a user that a partial update can write: profile, credentials, type and realm.</summary>
    /// <remarks>Custom attributes are copied too. The copy is independent of the user. To send only changes, use <see cref="User.DiffTo"/>.</remarks>
    /// <param name="user">The user as it was read.</param>
    /// <returns>The update.</returns>
    public static UpdateUserRequest From(User user) => PartialUpdate.From(user, new UpdateUserRequest(), nameof(user));
}

public partial class User
{
    /// <summary>Creates the smallest partial update that turns this user into another version of it.</summary>
    /// <remarks>
    /// The update contains the differences: objects member by member, custom attributes included, lists as a whole. A member that is null in
    /// <paramref name="changed"/> is null in the update, so that Okta clears it; a member that is not set there is not changed. Members that only the
    /// server sets are ignored. The update of two equal users has no member set, and <see cref="UsersClient.UpdateAsync"/> rejects it. Neither user
    /// is modified, and the update is independent of them.
    /// </remarks>
    /// <param name="changed">The user as it should be: usually a second copy with changes.</param>
    /// <returns>The update.</returns>
    /// <exception cref="ArgumentException">The two users have different ids.</exception>
    public UpdateUserRequest DiffTo(User changed) => PartialUpdate.Between(this, changed, new UpdateUserRequest(), nameof(changed));
}
