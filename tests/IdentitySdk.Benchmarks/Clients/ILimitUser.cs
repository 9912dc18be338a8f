namespace IdentitySdk.Benchmarks.Clients;

/// <summary>The members of a user that the caller reads.</summary>
internal interface ILimitUser
{
    string? Id { get; }

    /// <summary>A custom attribute.</summary>
    string? Desk { get; }
}
