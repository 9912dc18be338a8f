namespace IdentitySdk.Cli.Calls;

/// <summary>A member of a body.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Form">Its form.</param>
/// <param name="Help">What it is; empty where the specification does not say.</param>
/// <param name="Members">The members of an object.</param>
internal sealed record BodyMember(string Name, ValueForm Form, string Help, IReadOnlyList<BodyMember> Members)
{
    public bool IsRequired { get; init; }
}
