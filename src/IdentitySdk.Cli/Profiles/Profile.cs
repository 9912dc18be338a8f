namespace IdentitySdk.Cli.Profiles;

/// <summary>A saved set of the environment variables for a vendor's tenant.</summary>
/// <param name="Name">The name.</param>
/// <param name="Values">The variables that are not secret, by name.</param>
/// <param name="Secrets">The names of the secret variables.</param>
/// <param name="Store">The name of the store with the secrets.</param>
internal sealed record Profile(ProfileName Name, IReadOnlyDictionary<string, string> Values, IReadOnlyList<string> Secrets, string Store);
