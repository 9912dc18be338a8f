using System.Diagnostics;

namespace IdentitySdk;

/// <summary>A bearer token and when it ends.</summary>
[DebuggerDisplay("AccessToken until {ExpiresAt}")]
public sealed class AccessToken
{
    /// <summary>Makes a token.</summary>
    /// <param name="value">The token.</param>
    /// <param name="expiresAt">When the vendor stops accepting it; null when nobody knows.</param>
    /// <exception cref="ArgumentException">The token is empty, or could not stand in a header.</exception>
    public AccessToken(string value, DateTimeOffset? expiresAt = null)
    {
        Value = Core.Secret.Validate(value, nameof(value));
        ExpiresAt = expiresAt;
    }

    /// <summary>The token.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string Value { get; }

    /// <summary>When the vendor stops accepting it; null when nobody knows.</summary>
    public DateTimeOffset? ExpiresAt { get; }

    /// <summary>The type's name alone.</summary>
    /// <returns>Never the token.</returns>
    public override string ToString() => nameof(AccessToken);
}
