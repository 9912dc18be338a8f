using System.Diagnostics;

namespace IdentitySdk;

/// <summary>An access token and its expiry.</summary>
[DebuggerDisplay("AccessToken until {ExpiresAt}")]
public sealed class AccessToken
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private string? _header;

    /// <summary>Creates a token.</summary>
    /// <param name="value">The token.</param>
    /// <param name="expiresAt">The expiry, by the client's clock; null when it is unknown.</param>
    /// <param name="type">The scheme in the <c>Authorization</c> header: <c>Bearer</c>, or <c>DPoP</c> for a token that is bound to a client's key.</param>
    /// <exception cref="ArgumentException">The token or its type is empty, or contains characters that a header cannot have.</exception>
    public AccessToken(string value, DateTimeOffset? expiresAt = null, string type = "Bearer")
    {
        Value = Core.Secret.Validate(value, nameof(value));
        Type = Core.Secret.Validate(type, nameof(type));
        ExpiresAt = expiresAt;
    }

    /// <summary>The token.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string Value { get; }

    /// <summary>The expiry, by the client's clock; null when it is unknown.</summary>
    public DateTimeOffset? ExpiresAt { get; }

    /// <summary>The scheme in the <c>Authorization</c> header: <c>Bearer</c> or <c>DPoP</c>.</summary>
    public string Type { get; }

    /// <summary>The value of the <c>Authorization</c> header, created once because a token serves many calls.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string Header => _header ??= $"{Type} {Value}";

    /// <summary>The type's name only.</summary>
    /// <returns>Never the token.</returns>
    public override string ToString() => nameof(AccessToken);
}
