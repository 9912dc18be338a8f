namespace IdentitySdk.Directories;

/// <summary>A tenant's users behind the same verbs for every vendor. Safe for concurrent use.</summary>
/// <remarks>
/// Every directory keeps the laws in the package IdentitySdk.Directory.Conformance. A verb or an attribute that the directory does not have throws
/// <see cref="NotSupportedException"/>, which names the vendor and the nearest thing it can do, before anything is sent.
/// </remarks>
public interface IUserDirectory
{
    /// <summary>Identifies the tenant: plans and journals are bound to it. It stays the same for as long as the tenant exists.</summary>
    string Tenant { get; }

    /// <summary>What the directory can do and which attributes it has.</summary>
    DirectoryCapabilities Capabilities { get; }

    /// <summary>Lists every user, deactivated ones included, each once. A list that cannot be completed throws.</summary>
    /// <param name="cancellationToken">Cancels the list.</param>
    /// <exception cref="DirectoryException">The list is not complete.</exception>
    IAsyncEnumerable<DirectoryUser> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Gets a user.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The user; null if there is none.</returns>
    /// <exception cref="DirectoryException">The call did not succeed.</exception>
    Task<DirectoryUser?> GetAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Finds the user with a value, compared without case.</summary>
    /// <param name="key">The attribute.</param>
    /// <param name="value">The value.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The user; null if there is none.</returns>
    /// <exception cref="AmbiguousUserException">Several users have the value.</exception>
    /// <exception cref="DirectoryException">The call did not succeed.</exception>
    Task<DirectoryUser?> FindAsync(UserKey key, string value, CancellationToken cancellationToken = default);

    /// <summary>Creates a user. It is sent once; a lost response is <see cref="DirectoryError.OutcomeUnknown"/>.</summary>
    /// <param name="user">The user.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The user as created.</returns>
    /// <exception cref="DirectoryException">The call did not succeed; <see cref="DirectoryError.AlreadyExists"/> if a unique value is taken.</exception>
    Task<DirectoryUser> CreateAsync(NewUser user, CancellationToken cancellationToken = default);

    /// <summary>Changes some attributes and leaves all others as they are.</summary>
    /// <param name="id">The id.</param>
    /// <param name="changes">The attributes with their new values; none empties an attribute.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="DirectoryException">The call did not succeed; <see cref="DirectoryError.NotFound"/> if there is no such user.</exception>
    Task UpdateAsync(string id, UserValues changes, CancellationToken cancellationToken = default);

    /// <summary>Does something to an account as a whole. Doing it twice is the same as doing it once.</summary>
    /// <param name="id">The id.</param>
    /// <param name="action">What to do.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="DirectoryException">
    /// The call did not succeed; <see cref="DirectoryError.NotFound"/> if there is no such user, and <see cref="DirectoryError.Refused"/> if the state
    /// does not allow it.
    /// </exception>
    Task PerformAsync(string id, UserAction action, CancellationToken cancellationToken = default);
}
