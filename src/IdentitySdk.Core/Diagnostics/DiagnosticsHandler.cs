using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace IdentitySdk.Core;

/// <summary>One activity, one measurement and one log event for each call, by OpenTelemetry's HTTP conventions; <c>url.full</c> is left out, for it names people.</summary>
internal sealed class DiagnosticsHandler(VendorRules vendor, TimeProvider clock, ILogger logger) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (ApiCall.Of(request) is not { } call)
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        using var activity = Telemetry.Activities.StartActivity(call.Request.Operation, ActivityKind.Client);
        call.Activity = activity;
        var isObserved = activity is not null || Telemetry.Duration.Enabled;
        var tags = isObserved ? Tags(call.Request, request.RequestUri!) : default;
        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            var status = (int)response.StatusCode;
            if (isObserved)
            {
                tags.Add("http.response.status_code", status);
            }

            if (status >= 400)
            {
                tags.Add("error.type", status.ToString(CultureInfo.InvariantCulture));
                activity?.SetStatus(ActivityStatusCode.Error);
            }

            Log.Answered(logger, vendor.Name, call.Request.Operation, status, call.Retries);
            return response;
        }
        catch (Exception fault)
        {
            var type = Telemetry.Name(fault);
            tags.Add("error.type", type);
            activity?.SetStatus(ActivityStatusCode.Error);
            if (cancellationToken.IsCancellationRequested)
            {
                Log.Cancelled(logger, vendor.Name, call.Request.Operation, call.Retries);
            }
            else
            {
                Log.Failed(logger, vendor.Name, call.Request.Operation, type, call.Retries);
            }

            throw;
        }
        finally
        {
            Telemetry.Duration.Record(clock.GetElapsedTime(call.Started).TotalSeconds, tags);
            if (activity is not null)
            {
                Describe(activity, tags, call.Retries);
            }
        }
    }

    private TagList Tags(ApiRequest request, Uri address) => new()
    {
        { "http.request.method", request.Method },
        { "url.template", request.Template },
        { "server.address", address.Host },
        { "server.port", address.Port },
        { "identitysdk.vendor", vendor.Name },
    };

    private static void Describe(Activity activity, TagList tags, int retries)
    {
        foreach (var tag in tags)
        {
            activity.SetTag(tag.Key, tag.Value);
        }

        if (retries > 0)
        {
            activity.SetTag("http.request.resend_count", retries);
        }
    }
}
