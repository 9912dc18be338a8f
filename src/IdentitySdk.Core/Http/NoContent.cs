namespace IdentitySdk.Core;

/// <summary>The result of a call whose body was looked at and holds nothing for the caller.</summary>
internal sealed class NoContent
{
    public static readonly NoContent Instance = new();

    private NoContent()
    {
    }
}
