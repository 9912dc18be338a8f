using System.Net.Http.Headers;
using IdentitySdk.Core;

namespace IdentitySdk.Agilicus;

/// <summary>The rules in which Agilicus differs from other vendors; it documents no rate limits and no request ids.</summary>
internal sealed class AgilicusRules : VendorRules
{
    public static readonly AgilicusRules Instance = new();

    public override string Name => "Agilicus";

    public override string? RequestIdHeader => "X-Request-Id";

    public override ApiError ReadError(int statusCode, HttpResponseHeaders? headers, string body) => Errors.Read(statusCode, body);

    public override bool IsErrorInSuccess(ReadOnlySpan<byte> body) => Errors.IsIn(body);

    /// <summary>Agilicus: all organisations share one host.</summary>
    public override bool IsHostOfOneAccount(string host) => false;

    /// <summary>Agilicus' own client replaces an object with all members that it has read, including read-only ones.</summary>
    public override bool SendsReadOnly(string method) => method == "PUT";
}
