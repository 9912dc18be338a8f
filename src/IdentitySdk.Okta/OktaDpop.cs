namespace IdentitySdk.Okta;

/// <summary>Whether access tokens are bound to a key of the client (DPoP, RFC 9449). Okta asks for it by default of service apps made since 2024.</summary>
public enum OktaDpop
{
    /// <summary>As soon as Okta asks for it.</summary>
    Automatic,

    /// <summary>Always; a token that is not bound is refused. Saves the first request that finds out.</summary>
    Required,

    /// <summary>Never.</summary>
    Off,
}
