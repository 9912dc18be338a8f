namespace IdentitySdk.Configuration;

/// <summary>A kind of credential that a section may hold.</summary>
/// <param name="Secret">The key of the secret; with <c>File</c> at its end it names a file that holds the secret.</param>
/// <param name="Meaning">What the secret is, for the documentation.</param>
/// <param name="Required">Other keys that this kind needs.</param>
/// <param name="Optional">Other keys that this kind may have.</param>
/// <param name="Apply">Sets the credential.</param>
internal sealed record CredentialKind<TOptions>(
    string Secret, string Meaning, string[] Required, string[] Optional, Action<TOptions, CredentialValues> Apply);
