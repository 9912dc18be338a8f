namespace IdentitySdk.Core;

/// <summary>Rules for the addresses that credentials may be sent to.</summary>
internal static class BaseAddress
{
    /// <summary>Accepts https addresses, and http on loopback, without user info, query or fragment.</summary>
    /// <param name="address">The address.</param>
    /// <param name="parameter">The option's name, for the exception.</param>
    /// <returns>The address as given.</returns>
    /// <exception cref="ArgumentException">The address is missing or not acceptable.</exception>
    public static Uri Validate(Uri? address, string parameter)
    {
        if (address is null)
        {
            throw new ArgumentException($"{parameter} is missing.", parameter);
        }

        if (!address.IsAbsoluteUri)
        {
            throw new ArgumentException($"{parameter} must be an absolute URI.", parameter);
        }

        if (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && IsLoopback(address)))
        {
            throw new ArgumentException($"{parameter} must be https; http is accepted on loopback only.", parameter);
        }

        if (address.UserInfo.Length > 0)
        {
            throw new ArgumentException($"{parameter} must not hold user info.", parameter);
        }

        if (address.Query.Length > 0 || address.Fragment.Length > 0 || address.OriginalString.IndexOfAny(['?', '#']) >= 0)
        {
            throw new ArgumentException($"{parameter} must not hold a query or a fragment.", parameter);
        }

        return address;
    }

    /// <summary>Whether an address is on loopback without DNS. .NET takes a host named <c>loopback</c> for a loopback address, and hides the name.</summary>
    private static bool IsLoopback(Uri address)
    {
        var authority = address.OriginalString.Split('/') is [_, _, { } part, ..] ? part : "";
        return address.IsLoopback && !authority.Split(':')[0].Trim().Equals("loopback", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether two addresses have the same scheme, host and port.</summary>
    /// <param name="one">One address.</param>
    /// <param name="other">The other.</param>
    /// <returns>True when a credential for one may be sent to the other.</returns>
    public static bool IsSameOrigin(Uri one, Uri other) =>
        one.Scheme == other.Scheme && one.Port == other.Port && string.Equals(one.IdnHost, other.IdnHost, StringComparison.OrdinalIgnoreCase);
}
