using System.Net.Http.Headers;
using IdentitySdk.Core;

namespace IdentitySdk.Sample;

/// <summary>The rules that are specific to Sample: headers, limits, request ids. VendorRules has more to override.</summary>
internal sealed class SampleRules : VendorRules
{
    public static readonly SampleRules Instance = new();

    public override string Name => "Sample";

    public override string? RequestIdHeader => "X-Request-Id";

    public override ApiError ReadError(int statusCode, HttpResponseHeaders? headers, string body) => Errors.Read(statusCode, body);
}
