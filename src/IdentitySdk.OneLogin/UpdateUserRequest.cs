using IdentitySdk.Core;

namespace IdentitySdk.OneLogin;

public partial class UpdateUserRequest
{
    /// <summary>Copies all members of a user that an update can write, status, state and group included.</summary>
    /// <remarks>The copy is independent of the user. To send only what changed, use <see cref="User.DiffTo"/>.</remarks>
    /// <param name="user">The user as it was read.</param>
    /// <param name="api">
    /// The API of the account: with version 1 (the default) members are left out that only the newer API takes, such as comment, roles and custom attributes.
    /// </param>
    /// <returns>The update.</returns>
    public static UpdateUserRequest From(User user, OneLoginApi api = OneLoginApi.V1) =>
        PartialUpdate.From(user, new UpdateUserRequest(), nameof(user), isNewer: api == OneLoginApi.Newer);
}

public partial class User
{
    /// <summary>Makes the smallest update that turns this user into another version of it.</summary>
    /// <remarks>
    /// The update holds what differs: objects and maps member by member, lists as a whole. A member that is null in <paramref name="changed"/> is null in the
    /// update, so that OneLogin clears it; a member that is not set there stays as it is. Members that only the server sets, and those the SDK has no property
    /// for, never count. The update of two equal users has no member set, and <see cref="UsersClient.UpdateAsync"/> refuses it. Neither user changes, and the
    /// update is independent of them.
    /// </remarks>
    /// <param name="changed">The user as it should be: usually a second copy with changes.</param>
    /// <returns>The update.</returns>
    /// <exception cref="ArgumentException">The two users have different ids.</exception>
    public UpdateUserRequest DiffTo(User changed) => PartialUpdate.Between(this, changed, new UpdateUserRequest(), nameof(changed));
}
