namespace IdentitySdk.Core;

/// <summary>A string that is to be sent holds half of a surrogate pair. The message names the member, never the value.</summary>
internal sealed class UnpairedSurrogateException : ArgumentException
{
    private string _member = "";

    public override string Message => $"{(_member.Length == 0 ? "A string" : $"The member '{_member}'")} holds half of a surrogate pair, which no encoding can carry.";

    /// <summary>Says one more step of the way to the member, from the inside out.</summary>
    public void Within(string name) => _member = _member.Length == 0 ? name : $"{name}.{_member}";
}
