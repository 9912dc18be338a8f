namespace IdentitySdk.Core;

/// <summary>The result of a call whose body was looked at and holds nothing for the caller.</summary>
public sealed class StatusOnly
{
    internal static readonly StatusOnly Instance = new();

    private StatusOnly()
    {
    }
}
