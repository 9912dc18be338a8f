namespace IdentitySdk.Tests.Json.Serializers;

/// <summary>A type of a host that contains a page of its own type.</summary>
public sealed record Team(string Name, Page<Team>? Parts = null);
