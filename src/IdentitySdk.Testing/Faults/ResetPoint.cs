namespace IdentitySdk.Testing;

/// <summary>How much of the response is sent before the connection is reset.</summary>
public enum ResetPoint
{
    /// <summary>Nothing is sent, and the request is not processed.</summary>
    BeforeResponse,

    /// <summary>The status line and one header.</summary>
    InHeaders,

    /// <summary>All headers and half of the body.</summary>
    InBody,
}
