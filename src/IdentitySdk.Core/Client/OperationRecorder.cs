using Microsoft.Extensions.Logging;

namespace IdentitySdk.Core;

/// <summary>Records the end of each operation: one log event, and the operation's activity and measurement.</summary>
internal sealed class OperationRecorder(string vendor, ILogger logger, TimeProvider clock)
{
    /// <summary>Records a response: a success whose body has been read, or a refusal by the vendor.</summary>
    /// <param name="context">The operation.</param>
    /// <param name="errorType">The reported status; null for a success.</param>
    public void RecordResponse(OperationContext context, string? errorType = null)
    {
        Log.Completed(logger, vendor, context.Request.Operation, context.Response!.StatusCode, context.Retries);
        Stop(context, hasResponse: true, errorType);
    }

    /// <summary>Records a failure other than a refusal: an error inside a success, or an exception, such as one of the caller's code.</summary>
    public void RecordFailure(OperationContext context, string errorType, bool hasResponse = true)
    {
        Log.Failed(logger, vendor, context.Request.Operation, errorType, context.Retries);
        Stop(context, hasResponse, errorType);
    }

    /// <summary>Records a success whose body is not what the vendor documents.</summary>
    public void RecordUnreadable(OperationContext context)
    {
        Log.Unreadable(logger, vendor, context.Request.Operation, context.Response!.StatusCode);
        Stop(context, hasResponse: true, typeof(InvalidResponseException).FullName);
    }

    /// <summary>Records an exception in place of a response.</summary>
    public void RecordException(OperationContext context, Exception exception, bool isCancelled)
    {
        var errorType = Telemetry.ErrorType((exception as AttemptFailedException)?.Cause ?? exception);
        if (isCancelled)
        {
            Log.Cancelled(logger, vendor, context.Request.Operation, context.Retries);
            Stop(context, hasResponse: false, errorType);
        }
        else
        {
            RecordFailure(context, errorType, hasResponse: false);
        }
    }

    public void RecordUnexpectedMembers(OperationContext context, IReadOnlyList<string> members)
    {
        foreach (var member in members)
        {
            Log.UnexpectedMember(logger, vendor, context.Request.Operation, member);
            Telemetry.UnexpectedMembers.Add(1, new(IdentityTelemetry.VendorTag, vendor), new(IdentityTelemetry.MemberTag, member));
        }
    }

    public void RecordUnmappedMembers(OperationContext context, int members)
    {
        if (Telemetry.UnmappedMembers.Enabled)
        {
            Telemetry.UnmappedMembers.Add(members, new(IdentityTelemetry.VendorTag, vendor), new("url.template", context.Request.Template));
        }
    }

    public void RecordPage(ApiRequest request) => Telemetry.Pages.Add(1, new(IdentityTelemetry.VendorTag, vendor), new("url.template", request.Template));

    private void Stop(OperationContext context, bool hasResponse, string? errorType) => context.Telemetry?.Stop(
        clock.GetElapsedTime(context.Started), hasResponse ? context.Response!.StatusCode : null, errorType, context.Retries);
}
