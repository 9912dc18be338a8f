namespace IdentitySdk.Core;

/// <summary>Thrown for a string with an unpaired surrogate in a request body. The message names the member, never the value.</summary>
internal sealed class UnpairedSurrogateException : ArgumentException
{
    private string _member = "";

    public override string Message => Subject + " contains an unpaired surrogate, which UTF-8 cannot encode.";

    private string Subject => _member.Length == 0 ? "A string" : $"The member '{_member}'";

    /// <summary>Adds the name of an enclosing member: the innermost one comes first.</summary>
    public void AddParent(string name) => _member = _member.Length == 0 ? name : $"{name}.{_member}";
}
