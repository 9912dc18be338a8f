namespace IdentitySdk.Configuration;

/// <summary>A configuration section cannot be used. The message names keys, and never a value.</summary>
internal sealed class ConfigurationException(string message) : Exception(message);
