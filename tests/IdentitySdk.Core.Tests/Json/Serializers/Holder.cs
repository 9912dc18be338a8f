using IdentitySdk.Okta;

namespace IdentitySdk.Tests.Json.Serializers;

/// <summary>A type of a host with members of the SDK's types.</summary>
public sealed record Holder
{
    public User? User { get; init; }

    public List<User?>? Users { get; init; }

    public Dictionary<string, User>? Map { get; init; }

    public UserStatus? Status { get; init; }

    public UserStatus[]? Statuses { get; init; }

    public OneOrMany<Link>? Link { get; init; }

    public OneOrMany<string>? Role { get; init; }

    public StringOrNumber? Id { get; init; }

    public TextOrObject? Text { get; init; }

    public OneLogin.User? Other { get; init; }
}
