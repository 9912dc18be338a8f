using System.Diagnostics;

namespace IdentitySdk;

/// <summary>An access token and when it ends.</summary>
[DebuggerDisplay("AccessToken until {ExpiresAt}")]
public sealed class AccessToken
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private string? _header;

    /// <summary>Makes a token.</summary>
    /// <param name="value">The token.</param>
    /// <param name="expiresAt">When the vendor stops accepting it, by the client's clock; null when nobody knows.</param>
    /// <param name="type">How the token is shown: <c>Bearer</c>, or <c>DPoP</c> for one that is bound to a client's key.</param>
    /// <exception cref="ArgumentException">The token or its type is empty, or could not stand in a header.</exception>
    public AccessToken(string value, DateTimeOffset? expiresAt = null, string type = "Bearer")
    {
        Value = Core.Secret.Validate(value, nameof(value));
        Type = Core.Secret.Validate(type, nameof(type));
        ExpiresAt = expiresAt;
    }

    /// <summary>The token.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string Value { get; }

    /// <summary>When the vendor stops accepting it; null when nobody knows.</summary>
    public DateTimeOffset? ExpiresAt { get; }

    /// <summary>How the token is shown: <c>Bearer</c> or <c>DPoP</c>.</summary>
    public string Type { get; }

    /// <summary>The value of the <c>Authorization</c> header: made once, since a token serves many calls.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string Header => _header ??= $"{Type} {Value}";

    /// <summary>The type's name alone.</summary>
    /// <returns>Never the token.</returns>
    public override string ToString() => nameof(AccessToken);
}
