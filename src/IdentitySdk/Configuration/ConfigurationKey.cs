namespace IdentitySdk.Configuration;

/// <summary>A key that the configuration section of a client may have.</summary>
/// <param name="Path">The key below the section, such as <c>Retry:MaxRetries</c>.</param>
/// <param name="Value">The form of the value, for the documentation.</param>
/// <param name="Default">The default, for the documentation.</param>
/// <param name="Meaning">The option that the key sets, for the documentation.</param>
/// <param name="Apply">Sets the option.</param>
internal sealed record ConfigurationKey<TOptions>(string Path, string Value, string Default, string Meaning, Action<TOptions, ConfigurationValue> Apply);
