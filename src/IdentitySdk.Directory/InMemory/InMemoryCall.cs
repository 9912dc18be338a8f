namespace IdentitySdk.Directories;

/// <summary>A call to an <see cref="InMemoryDirectory"/>.</summary>
/// <param name="Verb"><c>List</c>, <c>Get</c>, <c>Find</c>, <c>Create</c>, <c>Update</c>, or the name of a <see cref="UserAction"/>.</param>
/// <param name="UserId">The id of the user; null for <c>List</c>, <c>Find</c> and <c>Create</c>.</param>
/// <param name="Number">The number of the call, from 1.</param>
public sealed record InMemoryCall(string Verb, string? UserId, int Number)
{
    /// <summary>Whether the call changes something.</summary>
    public bool IsWrite => Verb is not ("List" or "Get" or "Find");
}
