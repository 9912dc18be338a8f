namespace IdentitySdk.Cli.Calls;

/// <summary>The body of an operation.</summary>
/// <param name="Help">The description.</param>
/// <param name="IsRequired">Whether the operation requires a body.</param>
/// <param name="Members">The members.</param>
internal sealed record BodyForm(string Help, bool IsRequired, IReadOnlyList<BodyMember> Members)
{
    /// <summary>The form of the value at a path; any where the specification has none.</summary>
    public ValueForm Find(IEnumerable<string> path)
    {
        BodyMember? member = null;
        foreach (var name in path)
        {
            member = (member?.Members ?? Members).FirstOrDefault(each => each.Name == name);
            if (member is null)
            {
                break;
            }
        }

        return member?.Form ?? new ValueForm("any");
    }
}
