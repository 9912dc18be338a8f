using System.Globalization;
using System.Net;
using System.Text;

namespace IdentitySdk.Core;

/// <summary>The details of a failed call; they determine its exception and the exception's message.</summary>
internal sealed record FailureDetails(string Vendor, string Operation)
{
    private const string LikelyReasons = "BaseAddress may be wrong, or the account may not have this part of the API";

    /// <summary>The address that was called, without query; null when the message does not name it.</summary>
    public string? Address { get; init; }

    public ApiResponse? Response { get; init; }

    public ApiError? Error { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    public int Retries { get; init; }

    public bool IsOutcomeUnknown { get; init; }

    public string? RequestId => Response?.RequestId ?? Error?.RequestId;

    private string At => Address is null ? "" : $" at {Address}";

    /// <summary>Creates the details of an exception that a test creates.</summary>
    /// <param name="status">The HTTP status; null without a response.</param>
    public static FailureDetails OfTest(int? status) => new("Test", "GET /test") { Response = status is { } code ? new ApiResponse(code) : null };

    /// <summary>Copies the details with a changed <see cref="Error"/>.</summary>
    public FailureDetails WithError(Func<ApiError, ApiError> change) => this with { Error = change(Error ?? new ApiError()) };

    /// <summary>Creates the exception for an error response.</summary>
    public IdentityApiException ToException() => EffectiveStatus switch
    {
        429 => new RateLimitedException { Failure = this },
        _ when Error!.IsRateLimited => new RateLimitedException { Failure = this },

        // A wrong address responds 404 to everything; read as "no such user" it would empty a directory.
        404 when Error.IsPathUnknown => new InvalidRequestException($"this path is unknown{At}: {LikelyReasons}") { Failure = this },
        404 when Error.IsUndocumented || IsHtml(Error.RawBody) =>
            new InvalidResponseException(this, $"the response{At} does not come from the vendor: {LikelyReasons}"),
        < 200 => new InvalidResponseException(this, "the server switches to another protocol"),

        // Only the vendor's own response can mean that something exists already, as with "not found".
        409 when Error.IsUndocumented => new InvalidResponseException(this, $"the conflict{At} is not reported as the vendor documents"),
        < 300 when Error.IsUndocumented => new InvalidResponseException(this, "the response's status is not what the vendor documents"),
        400 or 409 or 422 when Error.IsAlreadyExists => new AlreadyExistsException { Failure = this },
        401 => new UnauthorizedException { Failure = this },
        403 => new ForbiddenException { Failure = this },
        404 => new NotFoundException { Failure = this },
        409 or 412 => new ConflictException { Failure = this },
        408 or >= 500 => new ServerException { Failure = this },
        >= 300 and < 400 => new InvalidResponseException(this, "the server redirects, which the SDK does not follow"),
        _ => new InvalidRequestException { Failure = this },
    };

    /// <summary>The status that made the call fail, as text for telemetry.</summary>
    public string StatusText => EffectiveStatus.ToString(CultureInfo.InvariantCulture);

    /// <summary>The HTTP status, or the one that the body of a success reports.</summary>
    private int EffectiveStatus => StatusInBody ?? Response!.StatusCode;

    private int? StatusInBody => Response is { StatusCode: < 300 } ? Error?.Status : null;

    /// <summary>Returns one line for messages, without values from users or free text from servers.</summary>
    public string Describe(string summary)
    {
        var line = new StringBuilder($"{Vendor} {Operation}: {summary}");
        Append(line, "HTTP ", Response?.StatusCode.ToString(CultureInfo.InvariantCulture));
        Append(line, "with status ", StatusInBody?.ToString(CultureInfo.InvariantCulture));
        Append(line, "code ", OnlyIdentifier(Error?.Code) ?? OnlyReasonPhrase(Error?.Code));
        Append(line, "request ", OnlyIdentifier(RequestId));
        Append(line, "after ", Retries > 0 ? Retries.ToString(CultureInfo.InvariantCulture) + (Retries == 1 ? " retry" : " retries") : null);
        Append(line, "retry after ", RetryAfter is { } wait ? Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture) + " s" : null);
        Append(line, "", IsOutcomeUnknown ? "outcome unknown" : null);
        return line.Append('.').ToString();
    }

    /// <summary>Returns the line of <see cref="Describe"/>, then the vendor's message and causes, one per line: they may contain personal data.</summary>
    public string Explain(string summary)
    {
        var text = new StringBuilder(Describe(summary));
        AppendLine(text, $"{Vendor}: ", Error?.Message);
        foreach (var cause in Error?.Causes ?? [])
        {
            AppendLine(text, "- ", cause);
        }

        AppendLine(text, "Request id: ", RequestId);
        return text.ToString();
    }

    /// <summary>Returns the line of <see cref="Describe"/>, without the body.</summary>
    public override string ToString() => Describe("failure");

    private static bool IsHtml(string body) => body.TrimStart().StartsWith("<", StringComparison.Ordinal);

    private static void Append(StringBuilder line, string label, string? value)
    {
        if (value is not null)
        {
            line.Append(", ").Append(label).Append(value);
        }
    }

    private static void AppendLine(StringBuilder text, string label, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
        {
            text.Append('\n').Append(label);
            foreach (var character in value!)
            {
                text.Append(IsControl(character) ? ' ' : character);
            }
        }
    }

    /// <summary>Whether a character breaks a line, moves a terminal's cursor or changes the direction of text.</summary>
    private static bool IsControl(char character) =>
        char.IsControl(character) || character is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    /// <summary>Returns null for a code or id with other characters than identifiers have: the server may have sent any text.</summary>
    private static string? OnlyIdentifier(string? value) =>
        value is { Length: > 0 and <= 100 } && value.All(IsIdentifierCharacter) ? value : null;

    /// <summary>A code with spaces is free text, unless it is the name of the status.</summary>
    private string? OnlyReasonPhrase(string? value) =>
        value is not null && Response is not null && value.Equals(ReasonPhrase(EffectiveStatus), StringComparison.OrdinalIgnoreCase) ? value : null;

    private static string? ReasonPhrase(int status)
    {
        using var response = new HttpResponseMessage((HttpStatusCode)Math.Min(Math.Max(status, 0), 999));
        return response.ReasonPhrase;
    }

    private static bool IsIdentifierCharacter(char character) =>
        character is '-' or '_' or '.' or ':' or '/' || (character < 128 && char.IsLetterOrDigit(character));
}
