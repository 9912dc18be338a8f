namespace IdentitySdk.Okta;

/// <summary>Whether access tokens are bound to a key of the client (DPoP, RFC 9449). Okta requires it by default for service apps created since 2024.</summary>
public enum OktaDpop
{
    /// <summary>Tokens are bound once Okta requires it.</summary>
    Automatic,

    /// <summary>Tokens are always bound; an unbound token is rejected. Saves the request that finds out whether Okta requires it.</summary>
    Required,

    /// <summary>Tokens are never bound.</summary>
    Off,
}
