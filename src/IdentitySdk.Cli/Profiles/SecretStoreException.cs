using IdentitySdk.Cli.Hosting;

namespace IdentitySdk.Cli.Profiles;

/// <summary>A secret store did not do what it was asked.</summary>
internal sealed class SecretStoreException(string message) : CommandException(ExitCodes.Failed, message);
