namespace IdentitySdk.Testing;

/// <summary>How much of the answer is sent before the connection is reset.</summary>
public enum ResetPoint
{
    /// <summary>Nothing, and the request is not carried out.</summary>
    BeforeResponse,

    /// <summary>The status line and one header.</summary>
    InHeaders,

    /// <summary>All headers and half of the body.</summary>
    InBody,
}
