namespace IdentitySdk.Core;

/// <summary>The result of an operation without a result, once its body has been checked.</summary>
internal sealed class NoContent
{
    public static readonly NoContent Instance = new();

    private NoContent()
    {
    }
}
