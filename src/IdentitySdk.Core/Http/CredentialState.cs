namespace IdentitySdk.Core;

/// <summary>What a credential stores in an operation between its attempts.</summary>
internal abstract class CredentialState;
