namespace IdentitySdk.Configuration;

/// <summary>A key that the configuration section of a client may have.</summary>
/// <param name="Path">The key below the section, such as <c>Retry:MaxRetries</c>.</param>
/// <param name="Value">What the value looks like, for the documentation.</param>
/// <param name="Default">The default, for the documentation.</param>
/// <param name="Meaning">What the key sets, for the documentation.</param>
/// <param name="Apply">Sets the option.</param>
internal sealed record ConfigurationKey<TOptions>(string Path, string Value, string Default, string Meaning, Action<TOptions, ConfigurationValue> Apply);
