using System.Text.Json;
using System.Text.Json.Serialization;

namespace IdentitySdk.Benchmarks.Clients;

/// <summary>The limit's user without properties for custom attributes; like the SDK's models, it preserves unmapped members.</summary>
public sealed class LosslessUser : ILimitUser
{
    public string? Id { get; set; }
    public string? Status { get; set; }
    public DateTimeOffset? Created { get; set; }
    public DateTimeOffset? Activated { get; set; }
    public DateTimeOffset? StatusChanged { get; set; }
    public DateTimeOffset? LastLogin { get; set; }
    public DateTimeOffset? LastUpdated { get; set; }
    public DateTimeOffset? PasswordChanged { get; set; }
    public LimitType? Type { get; set; }
    public LosslessProfile? Profile { get; set; }
    public LimitCredentials? Credentials { get; set; }
    [JsonPropertyName("_links")]
    public Dictionary<string, LimitLink>? Links { get; set; }
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Further { get; set; }

    string? ILimitUser.Desk => Profile?.Further?["desk"].GetString();
}

public sealed class LosslessProfile
{
    public string? Login { get; set; }
    public string? Email { get; set; }
    public string? SecondEmail { get; set; }
    public string? FirstName { get; set; }
    public string? LastName { get; set; }
    public string? DisplayName { get; set; }
    public string? Title { get; set; }
    public string? PrimaryPhone { get; set; }
    public string? MobilePhone { get; set; }
    public string? City { get; set; }
    public string? CountryCode { get; set; }
    public string? Locale { get; set; }
    public string? Timezone { get; set; }
    public string? EmployeeNumber { get; set; }
    public string? Department { get; set; }
    public string? ManagerId { get; set; }
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Further { get; set; }
}
