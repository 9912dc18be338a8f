namespace IdentitySdk.Benchmarks.Clients;

/// <summary>What every client that is compared can do.</summary>
internal interface IUserClient : IDisposable
{
    /// <summary>Reads one user.</summary>
    /// <returns>The id, so that nothing of the reading can be left out.</returns>
    Task<string?> GetAsync(string id);

    /// <summary>Reads one user and sends it back.</summary>
    Task<Func<Task<string?>>> PrepareUpdateAsync(string id);

    /// <summary>Reads a list to its end.</summary>
    /// <param name="pages">How many pages there are, for clients that cannot see the link to the next one.</param>
    /// <param name="workAsync">What the caller does with each page.</param>
    /// <returns>How many users there were.</returns>
    Task<int> ListAsync(int pages, Func<Task>? workAsync = null);
}
