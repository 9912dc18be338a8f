namespace IdentitySdk.Benchmarks.Clients;

/// <summary>The operations of each compared client.</summary>
internal interface IUserClient : IDisposable
{
    /// <summary>Gets one user.</summary>
    /// <returns>The id, so that the body must be read.</returns>
    Task<string?> GetAsync(string id);

    /// <summary>Gets one user, and returns a call that updates it with its own values.</summary>
    Task<Func<Task<string?>>> PrepareUpdateAsync(string id);

    /// <summary>Reads a complete list.</summary>
    /// <param name="pages">The number of pages, for clients that cannot read the next link.</param>
    /// <param name="readsAttribute">Whether a custom attribute of each user is read.</param>
    /// <param name="workAsync">The caller's work on each page.</param>
    /// <returns>The number of users.</returns>
    Task<int> ListAsync(int pages, bool readsAttribute = false, Func<Task>? workAsync = null);
}
