using IdentitySdk.Cli.Hosting;
using IdentitySdk.Directories;

namespace IdentitySdk.Cli.Vendors;

/// <summary>A vendor: name, help texts, clients and users.</summary>
internal interface IVendor
{
    /// <summary>The name on the command line, in lower case.</summary>
    string Name { get; }

    /// <summary>The name in sentences.</summary>
    string DisplayName { get; }

    /// <summary>The variable with the base URL.</summary>
    string BaseUrlVariable { get; }

    /// <summary>The default base URL; null without one.</summary>
    string? DefaultBaseUrl { get; }

    /// <summary>The kinds of credential, in order of precedence.</summary>
    IReadOnlyList<CredentialKind> Credentials { get; }

    /// <summary>Further variables with their descriptions.</summary>
    IReadOnlyList<(string Name, string Help)> OtherVariables { get; }

    /// <summary>The environment variables of the credential, as a phrase for messages.</summary>
    string CredentialVariables => Phrase([.. Credentials.Select(static kind => $"{kind}")]);

    /// <summary>The calls for users.</summary>
    IVendorUsers Users { get; }

    /// <summary>Creates a client. Sends nothing yet.</summary>
    /// <exception cref="UsageException">Base URL or credential are missing or invalid.</exception>
    IdentityClient Connect(VendorSettings settings);

    /// <summary>The users of the client's tenant as a directory.</summary>
    /// <exception cref="UsageException">A setting that the directory requires is missing.</exception>
    IUserDirectory Directory(IdentityClient client, VendorSettings settings);

    /// <summary>The content of a response's envelope; the response itself for vendors without envelopes.</summary>
    Newtonsoft.Json.Linq.JToken Open(Newtonsoft.Json.Linq.JToken body) => body;

    /// <summary>The default value of a parameter; null for none.</summary>
    string? DefaultValue(string parameter, VendorSettings settings) => null;

    /// <summary>The scopes that are requested with these settings; null for a credential without scopes.</summary>
    IReadOnlyList<string>? Scopes(VendorSettings settings) => null;

    /// <summary>Whether tokens are bound to a key with these settings, as a sentence; null for vendors without token binding.</summary>
    string? TokenBinding(VendorSettings settings) => null;

    /// <summary>Creates the paging style of a list in the specification.</summary>
    /// <param name="style">The name of the style.</param>
    /// <param name="items">The member with the items; null without one.</param>
    /// <param name="cursor">The parameter with the cursor; null without one.</param>
    /// <param name="size">The parameter with the page size; null without one.</param>
    RawPaging Paging(string style, string? items, string? cursor, string? size);

    /// <summary>Starts an emulator of the vendor, which stops when it is disposed.</summary>
    /// <exception cref="IOException">The emulator cannot listen on the address and port.</exception>
    Task<EmulatedVendor> StartEmulatorAsync(EmulatorSettings settings, CancellationToken cancellationToken);

    private static string Phrase(IReadOnlyList<string> parts) =>
        string.Join(" or ", parts.Count > 2 ? [string.Join(", ", parts.SkipLast(1)), parts[^1]] : parts);
}
