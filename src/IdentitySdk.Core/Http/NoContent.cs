namespace IdentitySdk.Core;

/// <summary>The result of an operation that has none.</summary>
internal sealed class NoContent
{
    public static readonly NoContent Instance = new();

    private NoContent()
    {
    }
}
