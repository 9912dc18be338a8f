using System.Net.Http.Headers;
using IdentitySdk.Core;

namespace IdentitySdk.Agilicus;

/// <summary>What Agilicus does its own way: it documents neither rate limits nor request ids.</summary>
internal sealed class AgilicusRules : VendorRules
{
    public static readonly AgilicusRules Instance = new();

    public override string Name => "Agilicus";

    public override string? RequestIdHeader => "X-Request-Id";

    public override ApiError ReadError(int statusCode, HttpResponseHeaders? headers, string body) => Errors.Read(statusCode, body);

    public override bool IsErrorInSuccess(ReadOnlySpan<byte> body) => Errors.IsIn(body);

    /// <summary>Agilicus: all organisations are reached by the same host.</summary>
    public override bool IsHostOfOneAccount(string host) => false;

    /// <summary>Agilicus' own client replaces an object by what it has read, read-only members included.</summary>
    public override bool SendsReadOnly(string method) => method == "PUT";
}
