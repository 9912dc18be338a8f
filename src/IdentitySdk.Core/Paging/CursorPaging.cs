namespace IdentitySdk.Core;

/// <summary>Paging style of objects with the next cursor in a member.</summary>
/// <param name="member">The member.</param>
internal class CursorPaging(string member) : KeyedPaging
{
    protected sealed override string CursorMember => member;

    /// <summary>Missing, null and empty all mean the last page.</summary>
    protected sealed override string? NextCursor(string? reported, int count, ApiRequest request) => reported;
}
