namespace IdentitySdk.SpecDiff;

/// <summary>One difference between two versions of a specification.</summary>
/// <param name="Rule">The kind of difference.</param>
/// <param name="Where">What it is about, such as <c>Users_List limit</c> or <c>User.status</c>.</param>
/// <param name="Text">What is different, as the end of a sentence about it.</param>
internal sealed record Change(Rule Rule, string Where, string Text)
{
    public override string ToString() => $"{Rule.Id} {Where}: {Text}";
}

/// <summary>A kind of difference.</summary>
/// <param name="Id">Its name, oasdiff's where oasdiff has one.</param>
/// <param name="IsBreaking">Whether a request that was right may be refused, or a response may surprise who reads it.</param>
/// <param name="Effect">What becomes of the generated C#.</param>
internal sealed record Rule(string Id, bool IsBreaking, ApiEffect Effect)
{
    /// <summary>Whether a program that uses the SDK must change.</summary>
    public bool Breaks => IsBreaking || Effect is ApiEffect.Changes or ApiEffect.Removes;
}

/// <summary>How a difference affects the public API.</summary>
internal enum ApiEffect
{
    None,
    Adds,
    Changes,
    Removes,
}
