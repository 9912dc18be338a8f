namespace IdentitySdk.Benchmarks.Clients;

/// <summary>What a caller reads of a user.</summary>
internal interface ILimitUser
{
    string? Id { get; }

    /// <summary>A custom attribute.</summary>
    string? Desk { get; }
}
