namespace IdentitySdk.Core;

/// <summary>Rules for the addresses that credentials may be sent to.</summary>
internal static class BaseAddress
{
    /// <summary>Accepts https addresses, and http on loopback, without user info, query or fragment.</summary>
    /// <param name="address">The address.</param>
    /// <param name="parameter">The option's name, for the exception.</param>
    /// <returns>The same address.</returns>
    /// <exception cref="ArgumentException">The address is null or not acceptable.</exception>
    public static Uri Validate(Uri? address, string parameter)
    {
        var problem = address switch
        {
            null => "is missing",
            { IsAbsoluteUri: false } => "must be an absolute URI",
            _ when address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && IsLoopback(address)) =>
                "must be https; http is accepted on loopback only",
            { UserInfo.Length: > 0 } => "must not hold user info",
            _ when address.Query.Length + address.Fragment.Length > 0 || address.OriginalString.IndexOfAny(['?', '#']) >= 0 =>
                "must not hold a query or a fragment",
            _ => null,
        };
        return problem is null ? address! : throw new ArgumentException($"{parameter} {problem}.", parameter);
    }

    /// <summary>Whether two addresses have the same scheme, host and port, so that a credential for one may be sent to the other.</summary>
    public static bool IsSameOrigin(Uri one, Uri other) =>
        one.Scheme == other.Scheme && one.Port == other.Port && string.Equals(one.IdnHost, other.IdnHost, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether an address has the origin of another one, or a trusted origin.</summary>
    public static bool IsSameOrTrustedOrigin(Uri address, Uri own, IList<Uri> trustedOrigins)
    {
        var isAllowed = IsSameOrigin(address, own);
        for (var index = 0; !isAllowed && index < trustedOrigins.Count; index++)
        {
            isAllowed = IsSameOrigin(address, trustedOrigins[index]);
        }

        return isAllowed;
    }

    /// <summary>Whether an address is on loopback without DNS. .NET treats a host named <c>loopback</c> as a loopback address, and hides the name.</summary>
    private static bool IsLoopback(Uri address)
    {
        var authority = address.OriginalString.Split('/') is [_, _, { } part, ..] ? part : "";
        return address.IsLoopback && !authority.Split(':')[0].Trim().Equals("loopback", StringComparison.OrdinalIgnoreCase);
    }
}
