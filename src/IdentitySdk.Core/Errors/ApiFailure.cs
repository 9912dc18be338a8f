using System.Globalization;
using System.Text;

namespace IdentitySdk.Core;

/// <summary>The facts of a failed call, and the exception they make.</summary>
internal sealed record ApiFailure(string Vendor, string Operation)
{
    public ApiResponse? Response { get; init; }

    public ApiError? Error { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    public int Retries { get; init; }

    public string? RequestId => Response?.RequestId ?? Error?.RequestId;

    /// <summary>The exception for a response that is an error.</summary>
    public IdentityApiException ToException() => Response!.StatusCode switch
    {
        429 => new RateLimitedException(this, "rate limit exceeded"),
        _ when Error!.IsRateLimited => new RateLimitedException(this, "rate limit exceeded"),
        401 => new UnauthorizedException(this, "not authenticated"),
        403 => new ForbiddenException(this, "not allowed"),
        404 => new NotFoundException(this, "not found"),
        409 or 412 => new ConflictException(this, "conflict"),
        408 or >= 500 => new ServerException(this, "server error"),
        >= 300 and < 400 => new InvalidResponseException(this, "the server redirects, which is never followed"),
        _ => new InvalidRequestException(this, "invalid request"),
    };

    /// <summary>One line without anything a person or a server put into it.</summary>
    public string Describe(string what)
    {
        var line = new StringBuilder($"{Vendor} {Operation}: {what}");
        Append(line, "HTTP ", Response?.StatusCode.ToString(CultureInfo.InvariantCulture));
        Append(line, "code ", Plain(Error?.Code));
        Append(line, "request ", Plain(RequestId));
        Append(line, "retry after ", RetryAfter is { } wait ? Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture) + " s" : null);
        return line.Append('.').ToString();
    }

    private static void Append(StringBuilder line, string label, string? value)
    {
        if (value is not null)
        {
            line.Append(", ").Append(label).Append(value);
        }
    }

    /// <summary>A server could put anything into a code or an id; what does not look like one is left out.</summary>
    private static string? Plain(string? value) =>
        value is { Length: > 0 and <= 100 } && value.All(character => character is '-' or '_' or '.' or ':' or '/' || (character < 128 && char.IsLetterOrDigit(character))) ? value : null;
}
