namespace IdentitySdk.Cli.Calls;

/// <summary>The body of an operation.</summary>
/// <param name="Help">What it is.</param>
/// <param name="IsRequired">Whether the operation needs one.</param>
/// <param name="Members">Its members, each with its form and what it is.</param>
internal sealed record BodyForm(string Help, bool IsRequired, IReadOnlyList<BodyMember> Members)
{
    /// <summary>The form of the value at a path; any where the specification does not say.</summary>
    public ValueForm Find(IReadOnlyList<string> path)
    {
        var members = Members;
        for (var index = 0; index < path.Count; index++)
        {
            if (members.FirstOrDefault(member => member.Name == path[index]) is not { } member)
            {
                return new ValueForm("any");
            }

            if (index == path.Count - 1)
            {
                return member.Form;
            }

            members = member.Members;
        }

        return new ValueForm("any");
    }
}
