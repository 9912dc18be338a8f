namespace IdentitySdk.Directories;

/// <summary>The users of a tenant, with the same operations for every vendor. Safe for concurrent use.</summary>
/// <remarks>
/// Every directory satisfies the laws of the package IdentitySdk.Directory.Conformance. An unsupported operation or attribute throws
/// <see cref="NotSupportedException"/> before anything is sent; the message names the vendor and the closest alternative.
/// </remarks>
public interface IUserDirectory
{
    /// <summary>The stable identifier of the tenant. Plans and journals are bound to it.</summary>
    string Tenant { get; }

    /// <summary>The attributes, keys and actions that the directory supports.</summary>
    DirectoryCapabilities Capabilities { get; }

    /// <summary>Lists every user once, including deactivated users. An incomplete list throws.</summary>
    /// <param name="cancellationToken">Cancels the list.</param>
    /// <exception cref="DirectoryException">The list is incomplete.</exception>
    IAsyncEnumerable<DirectoryUser> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Gets a user.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The user; null if there is none.</returns>
    /// <exception cref="DirectoryException">The call failed.</exception>
    Task<DirectoryUser?> GetAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Finds the user with a value. Values are compared case-insensitively.</summary>
    /// <param name="key">The attribute.</param>
    /// <param name="value">The value.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The user; null if there is none.</returns>
    /// <exception cref="AmbiguousUserException">Several users have the value.</exception>
    /// <exception cref="DirectoryException">The call failed.</exception>
    Task<DirectoryUser?> FindAsync(UserKey key, string value, CancellationToken cancellationToken = default);

    /// <summary>Creates a user. The request is never retried; a lost response is <see cref="DirectoryError.OutcomeUnknown"/>.</summary>
    /// <param name="user">The user.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The user as created.</returns>
    /// <exception cref="DirectoryException">The call failed; <see cref="DirectoryError.AlreadyExists"/> if another user has a unique value.</exception>
    Task<DirectoryUser> CreateAsync(NewUser user, CancellationToken cancellationToken = default);

    /// <summary>Changes some attributes and leaves all others unchanged.</summary>
    /// <param name="id">The id.</param>
    /// <param name="changes">The attributes with their new values; <see cref="AttributeValue.None"/> clears an attribute.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="DirectoryException">The call failed; <see cref="DirectoryError.NotFound"/> if there is no such user.</exception>
    Task UpdateAsync(string id, UserValues changes, CancellationToken cancellationToken = default);

    /// <summary>Performs an action on an account. Performing it twice has the same effect as once.</summary>
    /// <param name="id">The id.</param>
    /// <param name="action">The action.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="DirectoryException">
    /// The call failed; <see cref="DirectoryError.NotFound"/> if there is no such user, and <see cref="DirectoryError.Refused"/> if the state
    /// does not allow the action.
    /// </exception>
    Task PerformAsync(string id, UserAction action, CancellationToken cancellationToken = default);
}
