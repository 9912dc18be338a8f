using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace IdentitySdk.Core;

/// <summary>One activity, one measurement and one log event for each call, by OpenTelemetry's HTTP conventions.</summary>
internal sealed class DiagnosticsHandler(VendorRules vendor, TimeProvider clock, ILogger logger) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (ApiCall.Of(request) is not { } call)
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        using var activity = Telemetry.Activities.StartActivity(call.Request.Operation, ActivityKind.Client);
        var tags = new TagList
        {
            { "http.request.method", call.Request.Method },
            { "url.template", call.Request.Template },
            { "server.address", request.RequestUri!.Host },
            { "server.port", request.RequestUri.Port },
            { "identitysdk.vendor", vendor.Name },
        };
        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            var status = (int)response.StatusCode;
            tags.Add("http.response.status_code", status);
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
            tags.Add("error.type", fault.GetType().FullName);
            activity?.SetStatus(ActivityStatusCode.Error);
            Log.Failed(logger, vendor.Name, call.Request.Operation, fault.GetType().Name, call.Retries);
            throw;
        }
        finally
        {
            Telemetry.Duration.Record(clock.GetElapsedTime(call.Started).TotalSeconds, tags);
            if (activity is not null)
            {
                foreach (var tag in tags)
                {
                    activity.SetTag(tag.Key, tag.Value);
                }

                if (call.Retries > 0)
                {
                    activity.SetTag("http.request.resend_count", call.Retries);
                }
            }
        }
    }
}
