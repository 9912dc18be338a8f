namespace IdentitySdk.Cli.Calls;

/// <summary>A member of a body.</summary>
/// <param name="Name">The name.</param>
/// <param name="Form">The form of the value.</param>
/// <param name="Help">The description; empty where the specification has none.</param>
/// <param name="Members">The members of an object.</param>
internal sealed record BodyMember(string Name, ValueForm Form, string Help, IReadOnlyList<BodyMember> Members)
{
    public bool IsRequired { get; init; }
}
