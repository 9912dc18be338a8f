using System.Globalization;
using System.Text;

namespace IdentitySdk.Core;

/// <summary>Details of a failed call, and the exception made from them.</summary>
internal sealed record FailureDetails(string Vendor, string Operation)
{
    private const string LikelyReasons = "BaseAddress may be wrong, or the account may not have this part of the API";

    /// <summary>The address of the API that was called, without query; null when the call is not about an address.</summary>
    public string? Address { get; init; }

    public ApiResponse? Response { get; init; }

    public ApiError? Error { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    public int Retries { get; init; }

    public bool IsOutcomeUnknown { get; init; }

    public string? RequestId => Response?.RequestId ?? Error?.RequestId;

    private string At => Address is null ? "" : $" at {Address}";

    /// <summary>The details of an exception that a test makes.</summary>
    /// <param name="status">The HTTP status; null without a response.</param>
    public static FailureDetails OfTest(int? status) => new("Test", "GET /test") { Response = status is { } code ? new ApiResponse(code) : null };

    /// <summary>The details with another vendor's error.</summary>
    public FailureDetails With(Func<ApiError, ApiError> change) => this with { Error = change(Error ?? new ApiError()) };

    /// <summary>The exception for an error response.</summary>
    public IdentityApiException ToException() => EffectiveStatus switch
    {
        429 => new RateLimitedException(this),
        _ when Error!.IsRateLimited => new RateLimitedException(this),

        // A wrong address responds 404 to everything; mistaken for "no such user" it would empty a directory.
        404 when Error.IsPathUnknown => new InvalidRequestException(this, $"this path is unknown{At}: {LikelyReasons}"),
        404 when Error.IsUndocumented || IsHtml(Error.RawBody) =>
            new InvalidResponseException(this, $"what responds{At} is not the vendor: {LikelyReasons}"),
        < 200 => new InvalidResponseException(this, "the server switches to another protocol"),

        // As with "not found", only the vendor can say that something exists already.
        409 when Error.IsUndocumented => new InvalidResponseException(this, $"the conflict{At} is not reported in the vendor's shape"),
        < 300 when Error.IsUndocumented => new InvalidResponseException(this, "the response's status is not what the vendor documents"),
        400 or 409 or 422 when Error.IsAlreadyExists => new AlreadyExistsException(this),
        401 => new UnauthorizedException(this),
        403 => new ForbiddenException(this),
        404 => new NotFoundException(this),
        409 or 412 => new ConflictException(this),
        408 or >= 500 => new ServerException(this),
        >= 300 and < 400 => new InvalidResponseException(this, "the server redirects, which the SDK does not follow"),
        _ => new InvalidRequestException(this),
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

    /// <summary>The line of <see cref="Describe"/>, then what the vendor says, one sentence a line: it may contain personal data.</summary>
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

    /// <summary>Characters that would break a line, move a terminal's cursor or turn the direction of a text.</summary>
    private static bool IsControl(char character) =>
        char.IsControl(character) || character is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    /// <summary>Codes and ids are a server's text: a value that does not look like one becomes null.</summary>
    private static string? OnlyIdentifier(string? value) =>
        value is { Length: > 0 and <= 100 } && value.All(IsIdentifierCharacter) ? value : null;

    private static bool IsIdentifierCharacter(char character) =>
        character is '-' or '_' or '.' or ':' or '/' || (character < 128 && char.IsLetterOrDigit(character));
}
