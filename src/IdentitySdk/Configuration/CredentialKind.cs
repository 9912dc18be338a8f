namespace IdentitySdk.Configuration;

/// <summary>A kind of credential that a section may contain.</summary>
/// <param name="Secret">The key of the secret; the key with the suffix <c>File</c> names a file that contains the secret.</param>
/// <param name="Meaning">The description of the secret, for the documentation.</param>
/// <param name="Required">Other keys that this kind requires.</param>
/// <param name="Optional">Other keys that this kind allows.</param>
/// <param name="Apply">Sets the credential.</param>
internal sealed record CredentialKind<TOptions>(
    string Secret, string Meaning, string[] Required, string[] Optional, Action<TOptions, CredentialValues> Apply)
{
    public IEnumerable<string> Companions => Required.Concat(Optional);
}
