namespace IdentitySdk.OneLogin;

/// <summary>How an API credential pair is sent to OneLogin's token endpoint, which accepts both styles.</summary>
public enum OneLoginHeaderStyle
{
    /// <summary><c>Authorization: Basic …</c>, as in OAuth 2.0.</summary>
    Basic,

    /// <summary><c>Authorization: client_id:…, client_secret:…</c>, OneLogin's own style, for gateways that expect it.</summary>
    ClientIdAndSecret,
}
