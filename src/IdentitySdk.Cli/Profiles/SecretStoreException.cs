using IdentitySdk.Cli.Hosting;

namespace IdentitySdk.Cli.Profiles;

/// <summary>Thrown when a secret store fails.</summary>
internal sealed class SecretStoreException(string message) : CommandException(ExitCodes.Failed, message);
