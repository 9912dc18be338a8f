namespace IdentitySdk.Testing.Resources;

/// <summary>What the vendor stores about a user and never sends.</summary>
internal sealed record Secret
{
    /// <summary>The password in clear text, or its hash if only that was sent; null when there is none.</summary>
    public string? Password { get; set; }

    /// <summary>The answer to the recovery question.</summary>
    public string? Answer { get; set; }

    public IReadOnlyList<string> Factors { get; set; } = [];

    public int Sessions { get; set; }

    /// <summary>The last temporary MFA token.</summary>
    public string? MfaToken { get; set; }
}
