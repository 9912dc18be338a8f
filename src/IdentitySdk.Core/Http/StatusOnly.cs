namespace IdentitySdk.Core;

/// <summary>The result of a call whose body was looked at and holds nothing for the caller.</summary>
internal sealed class StatusOnly
{
    public static readonly StatusOnly Instance = new();

    private StatusOnly()
    {
    }
}
