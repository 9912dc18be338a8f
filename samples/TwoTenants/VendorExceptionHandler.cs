using System.Globalization;
using IdentitySdk;
using Microsoft.AspNetCore.Diagnostics;

namespace TwoTenants;

/// <summary>Maps the SDK's exceptions to problem details with the kind of failure and the vendor's request id, without further details.</summary>
internal sealed class VendorExceptionHandler(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var (status, title) = exception switch
        {
            NotFoundException => (404, "There is no such user."),
            ConflictException => (409, "The user's state does not allow this."),
            InvalidRequestException or ArgumentException => (400, "The request is invalid."),
            RateLimitedException => (429, "The tenant's rate limit is exceeded."),
            IdentityApiException => (502, "The identity provider did not respond as expected."),
            _ => (500, ""),
        };
        if (status == 500)
        {
            return false;
        }

        httpContext.Response.StatusCode = status;
        if (exception is RateLimitedException { RetryAfter: { } delay })
        {
            httpContext.Response.Headers.RetryAfter = Math.Ceiling(delay.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        var context = new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = { Status = status, Title = title } };
        context.ProblemDetails.Extensions["vendorRequestId"] = (exception as IdentityApiException)?.RequestId;
        return await problems.TryWriteAsync(context);
    }
}
