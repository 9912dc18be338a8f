namespace IdentitySdk.Core;

/// <summary>Response of a token endpoint (RFC 6749 section 5.1), with OneLogin's <c>created_at</c>.</summary>
internal sealed class TokenResponse : ApiObject
{
    private static readonly NameTable s_members = new(
        NameTable.Empty,
        "access_token", nameof(AccessToken),
        "token_type", nameof(TokenType),
        "expires_in", nameof(ExpiresIn),
        "created_at", nameof(CreatedAt));

    public string? AccessToken { get; set { field = value; Set(0); } }

    public string? TokenType { get; set { field = value; Set(1); } }

    /// <summary>Seconds.</summary>
    public double? ExpiresIn { get; set { field = value; Set(2); } }

    public DateTimeOffset? CreatedAt { get; set { field = value; Set(3); } }

    private protected override NameTable Members => s_members;

    public static TokenResponse? Read(ref ModelReader reader) => reader.BeginObject() ? reader.Fill(new TokenResponse()) : null;

    /// <summary>Creates the token with its expiry.</summary>
    /// <param name="createdAt">The creation of the token, by the client's clock.</param>
    /// <param name="vendor">The vendor's name.</param>
    /// <param name="request">The token request.</param>
    /// <param name="mayBeBound">Whether the credential can send the proof that a DPoP token needs.</param>
    /// <exception cref="InvalidResponseException">The response has no token, or one that cannot be sent.</exception>
    public AccessToken ToAccessToken(DateTimeOffset createdAt, string vendor, ApiRequest request, bool mayBeBound = false)
    {
        if (!Secret.IsSendable(AccessToken))
        {
            throw new InvalidResponseException(new FailureDetails(vendor, request.Operation), "the response of the token endpoint contains no token");
        }

        DateTimeOffset? expiresAt = ExpiresIn is > 0 and < 1e9 and var seconds ? createdAt.AddClamped(TimeSpan.FromSeconds(seconds)) : null;
        return new AccessToken(AccessToken!, expiresAt, Type(vendor, request, mayBeBound));
    }

    /// <summary>A client must not use a token whose type it does not understand (RFC 6749 section 7.1).</summary>
    private string Type(string vendor, ApiRequest request, bool mayBeBound) => TokenType switch
    {
        null or "" when !AdditionalData.ContainsKey("token_type") => "Bearer",
        _ when "Bearer".Equals(TokenType, StringComparison.OrdinalIgnoreCase) => "Bearer",
        _ when mayBeBound && "DPoP".Equals(TokenType, StringComparison.OrdinalIgnoreCase) => "DPoP",
        _ => throw new InvalidResponseException(
            new FailureDetails(vendor, request.Operation), $"the type of the token is not Bearer{(mayBeBound ? " or DPoP" : "")}"),
    };

    private protected override void ReadMember(int index, ref ModelReader reader)
    {
        switch (index)
        {
            case 0: AccessToken = reader.ReadString(); break;
            case 1: TokenType = reader.ReadString(); break;
            case 2: ExpiresIn = reader.ReadDouble(); break;
            case 3: CreatedAt = reader.ReadDateTimeOffset(); break;
        }
    }

    private protected override void WriteMember(int index, ModelWriter writer)
    {
        switch (index)
        {
            case 0: writer.Write(AccessToken); break;
            case 1: writer.Write(TokenType); break;
            case 2: writer.Write(ExpiresIn); break;
            case 3: writer.Write(CreatedAt); break;
        }
    }
}
