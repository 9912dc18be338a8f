using IdentitySdk.Cli.Hosting;
using IdentitySdk.Directories;

namespace IdentitySdk.Cli.Vendors;

/// <summary>A vendor: its name, help texts, clients and users.</summary>
internal interface IVendor
{
    /// <summary>The name on the command line, in lower case.</summary>
    string Name { get; }

    /// <summary>The name in sentences.</summary>
    string DisplayName { get; }

    /// <summary>The variable with the base URL.</summary>
    string BaseUrlVariable { get; }

    /// <summary>The base URL where the variable is not needed; null without one.</summary>
    string? DefaultBaseUrl { get; }

    /// <summary>The kinds of credential, in the order in which they are looked for.</summary>
    IReadOnlyList<CredentialKind> Credentials { get; }

    /// <summary>Further variables, each with its description.</summary>
    IReadOnlyList<(string Name, string Help)> OtherVariables { get; }

    /// <summary>The environment variables of the credential, as a phrase for messages.</summary>
    string CredentialVariables => Phrase([.. Credentials.Select(static kind => $"{kind}")]);

    /// <summary>Users of the vendor: their lists and what else is about one of them.</summary>
    IVendorUsers Users { get; }

    /// <summary>Creates a client. Sends nothing yet.</summary>
    /// <exception cref="UsageException">Base URL or credential are missing or invalid.</exception>
    IdentityClient Connect(VendorSettings settings);

    /// <summary>The users of the client's tenant as a directory.</summary>
    /// <exception cref="UsageException">The directory needs to be told something that the settings do not have.</exception>
    IUserDirectory Directory(IdentityClient client, VendorSettings settings);

    /// <summary>What is inside of a response's envelope; the response itself where the vendor has none.</summary>
    Newtonsoft.Json.Linq.JToken Open(Newtonsoft.Json.Linq.JToken body) => body;

    /// <summary>The value of a parameter that is not given; null for none.</summary>
    string? Usual(string parameter, VendorSettings settings) => null;

    /// <summary>The scopes that tokens are asked for with these settings; null where the credential has none.</summary>
    IReadOnlyList<string>? Scopes(VendorSettings settings) => null;

    /// <summary>Whether tokens are bound to a key with these settings, as a sentence; null where there is no such thing.</summary>
    string? TokenBinding(VendorSettings settings) => null;

    /// <summary>How a list of the specification is paged.</summary>
    /// <param name="style">The name of the style.</param>
    /// <param name="items">The member with the items; null where the style has none.</param>
    /// <param name="cursor">The parameter with the cursor; null without one.</param>
    /// <param name="size">The parameter with the page size; null without one.</param>
    RawPaging Paging(string style, string? items, string? cursor, string? size);

    /// <summary>Starts an emulator of the vendor, which stops when it is disposed.</summary>
    /// <exception cref="IOException">It cannot listen there.</exception>
    Task<EmulatedVendor> StartEmulatorAsync(EmulatorSettings settings, CancellationToken cancellationToken);

    private static string Phrase(IReadOnlyList<string> parts) =>
        string.Join(" or ", parts.Count > 2 ? [string.Join(", ", parts.SkipLast(1)), parts[^1]] : parts);
}
