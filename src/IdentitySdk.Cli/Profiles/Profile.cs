namespace IdentitySdk.Cli.Profiles;

/// <summary>A saved set of the environment variables that lead to a vendor's tenant.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Values">The variables that are no secrets, by name.</param>
/// <param name="Secrets">The names of those that are.</param>
/// <param name="Store">The name of the store that has them.</param>
internal sealed record Profile(ProfileName Name, IReadOnlyDictionary<string, string> Values, IReadOnlyList<string> Secrets, string Store);
