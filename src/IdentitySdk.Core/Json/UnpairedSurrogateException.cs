namespace IdentitySdk.Core;

/// <summary>Thrown for a string with half of a surrogate pair in a request body. The message names the member, never the value.</summary>
internal sealed class UnpairedSurrogateException : ArgumentException
{
    private string _member = "";

    public override string Message => Subject + " holds half of a surrogate pair, which no encoding can carry.";

    private string Subject => _member.Length == 0 ? "A string" : $"The member '{_member}'";

    /// <summary>Adds the name of an enclosing member: the innermost one comes first.</summary>
    public void AddParent(string name) => _member = _member.Length == 0 ? name : $"{name}.{_member}";
}
