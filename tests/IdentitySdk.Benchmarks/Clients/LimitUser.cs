using System.Text.Json;
using System.Text.Json.Serialization;

namespace IdentitySdk.Benchmarks.Clients;

/// <summary>A hand-written user for this server: it has the custom attributes, and drops unknown members.</summary>
public sealed class LimitUser : ILimitUser
{
    public string? Id { get; set; }
    public string? Status { get; set; }
    public DateTimeOffset? Created { get; set; }
    public DateTimeOffset? Activated { get; set; }
    public DateTimeOffset? StatusChanged { get; set; }
    public DateTimeOffset? LastLogin { get; set; }
    public DateTimeOffset? LastUpdated { get; set; }
    public DateTimeOffset? PasswordChanged { get; set; }
    public string? TransitioningToStatus { get; set; }
    public LimitType? Type { get; set; }
    public string? RealmId { get; set; }
    public LimitProfile? Profile { get; set; }
    public LimitCredentials? Credentials { get; set; }
    [JsonPropertyName("_embedded")]
    public Dictionary<string, JsonElement>? Embedded { get; set; }
    [JsonPropertyName("_links")]
    public Dictionary<string, LimitLink>? Links { get; set; }

    string? ILimitUser.Desk => Profile?.Desk;
}

public sealed class LimitType
{
    public string? Id { get; set; }
    public string? Name { get; set; }
    public string? DisplayName { get; set; }
    public string? Description { get; set; }
    public bool? Default { get; set; }
}

public class LimitProfile
{
    public string? Login { get; set; }
    public string? Email { get; set; }
    public string? SecondEmail { get; set; }
    public string? FirstName { get; set; }
    public string? LastName { get; set; }
    public string? MiddleName { get; set; }
    public string? HonorificPrefix { get; set; }
    public string? HonorificSuffix { get; set; }
    public string? Title { get; set; }
    public string? DisplayName { get; set; }
    public string? NickName { get; set; }
    public string? ProfileUrl { get; set; }
    public string? PrimaryPhone { get; set; }
    public string? MobilePhone { get; set; }
    public string? StreetAddress { get; set; }
    public string? City { get; set; }
    public string? State { get; set; }
    public string? ZipCode { get; set; }
    public string? CountryCode { get; set; }
    public string? PostalAddress { get; set; }
    public string? PreferredLanguage { get; set; }
    public string? Locale { get; set; }
    public string? Timezone { get; set; }
    public string? UserType { get; set; }
    public string? EmployeeNumber { get; set; }
    public string? CostCenter { get; set; }
    public string? Organization { get; set; }
    public string? Division { get; set; }
    public string? Department { get; set; }
    public string? ManagerId { get; set; }
    public string? Manager { get; set; }
    public string? Desk { get; set; }
    public long? Badge { get; set; }
    public bool? IsRemote { get; set; }
    public string? StartDate { get; set; }
    public List<string>? Skills { get; set; }
}

public sealed class LimitCredentials
{
    public LimitPassword? Password { get; set; }
    public LimitProvider? Provider { get; set; }
}

public sealed class LimitPassword
{
    public string? Value { get; set; }
}

public sealed class LimitProvider
{
    public string? Type { get; set; }
    public string? Name { get; set; }
}

public sealed class LimitLink
{
    public string? Href { get; set; }
    public string? Name { get; set; }
    public string? Title { get; set; }
    public string? Type { get; set; }
    public string? Method { get; set; }
}
