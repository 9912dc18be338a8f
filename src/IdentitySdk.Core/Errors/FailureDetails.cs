using System.Globalization;
using System.Text;

namespace IdentitySdk.Core;

/// <summary>Details of a failed call, and the exception made from them.</summary>
internal sealed record FailureDetails(string Vendor, string Operation)
{
    public ApiResponse? Response { get; init; }

    public ApiError? Error { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    public int Retries { get; init; }

    public bool IsOutcomeUnknown { get; init; }

    public string? RequestId => Response?.RequestId ?? Error?.RequestId;

    /// <summary>The exception for an error response.</summary>
    public IdentityApiException ToException() => EffectiveStatus switch
    {
        429 => new RateLimitedException(this, "rate limit exceeded"),
        _ when Error!.IsRateLimited => new RateLimitedException(this, "rate limit exceeded"),

        // A wrong address responds 404 to everything; mistaken for "no such user" it would empty a directory.
        404 when Error.IsPathUnknown => new InvalidRequestException(this, "the server does not know this path; BaseAddress may be wrong"),
        404 when Error.IsUndocumented || IsHtml(Error.RawBody) =>
            new InvalidResponseException(this, "the response is not the vendor's own not-found error; BaseAddress may be wrong"),
        < 300 when Error.IsUndocumented => new InvalidResponseException(this, "the response's status is not what the vendor documents"),
        400 or 409 or 422 when Error.IsAlreadyExists => new AlreadyExistsException(this, "already exists"),
        401 => new UnauthorizedException(this, "not authenticated"),
        403 => new ForbiddenException(this, "not allowed"),
        404 => new NotFoundException(this, "not found"),
        409 or 412 => new ConflictException(this, "conflict"),
        408 or >= 500 => new ServerException(this, "server error"),
        >= 300 and < 400 => new InvalidResponseException(this, "the server redirects, which the SDK does not follow"),
        _ => new InvalidRequestException(this, "invalid request"),
    };

    /// <summary>The status that made the call fail, for telemetry.</summary>
    public string StatusText => EffectiveStatus.ToString(CultureInfo.InvariantCulture);

    /// <summary>The HTTP status, or the one that the body of a success reports.</summary>
    private int EffectiveStatus => StatusInBody ?? Response!.StatusCode;

    private int? StatusInBody => Response is { StatusCode: < 300 } ? Error?.Status : null;

    /// <summary>One line for messages, without values from users or free text from servers.</summary>
    public string Describe(string summary)
    {
        var line = new StringBuilder($"{Vendor} {Operation}: {summary}");
        Append(line, "HTTP ", Response?.StatusCode.ToString(CultureInfo.InvariantCulture));
        Append(line, "with status ", StatusInBody?.ToString(CultureInfo.InvariantCulture));
        Append(line, "code ", OnlyIdentifier(Error?.Code));
        Append(line, "request ", OnlyIdentifier(RequestId));
        Append(line, "after ", Retries > 0 ? Retries.ToString(CultureInfo.InvariantCulture) + (Retries == 1 ? " retry" : " retries") : null);
        Append(line, "retry after ", RetryAfter is { } wait ? Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture) + " s" : null);
        Append(line, "", IsOutcomeUnknown ? "outcome unknown" : null);
        return line.Append('.').ToString();
    }

    /// <summary>The line of <see cref="Describe"/>: never a body.</summary>
    public override string ToString() => Describe("failure");

    private static bool IsHtml(string body) => body.TrimStart().StartsWith("<", StringComparison.Ordinal);

    private static void Append(StringBuilder line, string label, string? value)
    {
        if (value is not null)
        {
            line.Append(", ").Append(label).Append(value);
        }
    }

    /// <summary>Codes and ids are a server's text: a value that does not look like one becomes null.</summary>
    private static string? OnlyIdentifier(string? value) =>
        value is { Length: > 0 and <= 100 } && value.All(IsIdentifierCharacter) ? value : null;

    private static bool IsIdentifierCharacter(char character) =>
        character is '-' or '_' or '.' or ':' or '/' || (character < 128 && char.IsLetterOrDigit(character));
}
