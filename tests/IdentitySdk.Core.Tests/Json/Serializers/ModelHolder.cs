namespace IdentitySdk.Tests.Json.Serializers;

/// <summary>A type of a host with models of any type.</summary>
public sealed record ModelHolder
{
    public ApiObject? Model { get; init; }

    public List<ApiObject?>? Models { get; init; }

    public Dictionary<string, ApiObject>? Map { get; init; }

    public OneOrMany<ApiObject>? OneOrMany { get; init; }
}
