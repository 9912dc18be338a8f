using Refit;

namespace IdentitySdk.Benchmarks.Clients;

/// <summary>Okta's users as a Refit interface.</summary>
public interface IRefitUsers
{
    [Get("/api/v1/users/{userId}")]
    Task<LimitUser> GetAsync(string userId);

    [Post("/api/v1/users/{userId}")]
    Task<LimitUser> UpdateAsync(string userId, [Body] LimitUser body);

    [Get("/api/v1/users")]
    Task<List<LimitUser>> ListAsync(string? after, int? limit);
}
