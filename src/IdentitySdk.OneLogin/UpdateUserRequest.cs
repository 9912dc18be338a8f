using IdentitySdk.Core;

namespace IdentitySdk.OneLogin;

public partial class UpdateUserRequest
{
    /// <summary>Copies all members of a user that an update can write, status, state and group included.</summary>
    /// <remarks>The copy is independent of the user. To send only changes, use <see cref="User.DiffTo"/>.</remarks>
    /// <param name="user">The user as it was read.</param>
    /// <param name="api">
    /// The API of the account. With version 1 (the default), members of the newer API are left out, such as comment, roles and custom attributes.
    /// </param>
    /// <returns>The update.</returns>
    public static UpdateUserRequest From(User user, OneLoginApi api = OneLoginApi.V1) =>
        PartialUpdate.From(user, new UpdateUserRequest(), nameof(user), isNewer: api == OneLoginApi.Newer);
}

public partial class User
{
    /// <summary>Creates the smallest update that turns this user into another version of it.</summary>
    /// <remarks>
    /// The update contains the differences: objects and maps member by member, lists as a whole. A member that is null in <paramref name="changed"/> is null
    /// in the update, so that OneLogin clears it; a member that is not set there is not changed. Members that only the server sets, and unmapped members, are
    /// ignored. The update of two equal users has no member set, and <see cref="UsersClient.UpdateAsync"/> rejects it. Neither user is modified, and the
    /// update is independent of them.
    /// </remarks>
    /// <param name="changed">The user as it should be: usually a second copy with changes.</param>
    /// <returns>The update.</returns>
    /// <exception cref="ArgumentException">The two users have different ids.</exception>
    public UpdateUserRequest DiffTo(User changed) => PartialUpdate.Between(this, changed, new UpdateUserRequest(), nameof(changed));
}
