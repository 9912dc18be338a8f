namespace IdentitySdk.Configuration;

/// <summary>Thrown when a configuration section is invalid. The message names keys, never values.</summary>
internal sealed class ConfigurationException(string message) : Exception(message);
