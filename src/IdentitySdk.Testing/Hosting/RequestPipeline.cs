using System.Text;
using IdentitySdk.Testing.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace IdentitySdk.Testing.Hosting;

/// <summary>Processes a request: log, fault, authentication, rate limit, handler, response.</summary>
internal sealed class RequestPipeline(IVendorProtocol protocol, FaultPlan faults, RequestLog log, RateLimiter limiter, TimeProvider time)
{
    private int _tokenRequests;
    private Exception? _failure;

    public RequestLog Log => log;

    public int TokenRequests => Volatile.Read(ref _tokenRequests);

    public Exception? Failure => Volatile.Read(ref _failure);

    public async Task HandleAsync(HttpContext httpContext)
    {
        var context = await ReadAsync(httpContext);
        log.Add(context.Request);
        if (context.Request.IsTokenRequest)
        {
            Interlocked.Increment(ref _tokenRequests);
        }

        var fault = context.Fault = faults.Take(context.Request);
        if (fault?.DelayBy > TimeSpan.Zero)
        {
            await Task.Delay(fault.DelayBy, time, httpContext.RequestAborted);
        }

        if (fault is { Kind: FaultKind.Reset, Point: ResetPoint.BeforeResponse })
        {
            httpContext.Abort();
            return;
        }

        var response = fault is null ? await RespondAsync(context) : await InjectAsync(context, fault);
        foreach (var (name, value) in fault?.Headers ?? [])
        {
            response.Replace(name, value);
        }

        await ResponseSender.SendAsync(httpContext, response, fault, time.GetUtcNow());
    }

    private async ValueTask<RequestContext> ReadAsync(HttpContext httpContext)
    {
        var request = httpContext.Request;
        // The raw target: HttpRequest.Path is unescaped and cannot distinguish an escaped slash from a real one.
        var target = httpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var path = target.Split('?', 2)[0];
        var (route, values, _) = protocol.Routes.Match(request.Method, path);
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        var received = new EmulatorRequest
        {
            ReceivedAt = time.GetUtcNow(),
            Method = request.Method,
            Path = path,
            Query = target[path.Length..],
            Route = route?.Template,
            IsTokenRequest = route is { IsTokenEndpoint: true },
            Headers = request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            Body = await reader.ReadToEndAsync(httpContext.RequestAborted),
        };
        return new RequestContext(received, $"{request.Scheme}://{request.Host}", route, values)
        {
            HasBodyLength = request.ContentLength is not null || request.Headers.TransferEncoding.Count > 0,
        };
    }

    private async ValueTask<EmulatorResponse> InjectAsync(RequestContext context, Fault fault)
    {
        if (fault.Response is { } fixedResponse)
        {
            return EmulatorResponse.Fixed(fault.StatusCode, fixedResponse);
        }

        var bucket = protocol.RateLimitBucket(context);
        context.RateLimit = bucket is null ? null : limiter.Peek(bucket);
        switch (fault.Kind)
        {
            case FaultKind.Status:
                return WithVendorHeaders(context, protocol.Error(fault.StatusCode));
            case FaultKind.RateLimited:
                context.RateLimit = context.RateLimit is { } reading ? reading with { Remaining = 0, IsExceeded = true } : null;
                return WithVendorHeaders(context, protocol.RateLimited());
            case FaultKind.ExpireToken:
                protocol.RevokeTokens();
                return WithVendorHeaders(context, protocol.TokenExpired(context));
            default:
                return await RespondAsync(context);
        }
    }

    private async ValueTask<EmulatorResponse> RespondAsync(RequestContext context)
    {
        try
        {
            return WithVendorHeaders(context, await RouteAsync(context));
        }
        catch (Exception exception)
        {
            Interlocked.CompareExchange(ref _failure, exception, null);
            return WithVendorHeaders(context, protocol.Error(500));
        }
    }

    private async ValueTask<EmulatorResponse> RouteAsync(RequestContext context)
    {
        if (context.Route is not { } route)
        {
            return protocol.RouteNotFound(protocol.Routes.Match(context.Request.Method, context.Request.Path).PathExists);
        }

        var error = route.IsAnonymous ? null : await protocol.AuthenticateAsync(context);
        if (error is not null && !protocol.LimitsUnauthenticated)
        {
            return error;
        }

        if (protocol.RateLimitBucket(context) is { } bucket)
        {
            context.RateLimit = limiter.Take(bucket);
            if (context.RateLimit is { IsExceeded: true })
            {
                return protocol.RateLimited();
            }
        }

        return error ?? await route.Handler(context);
    }

    private EmulatorResponse WithVendorHeaders(RequestContext context, EmulatorResponse response)
    {
        if (!response.IsFromEdge)
        {
            protocol.AddHeaders(context, response);
        }

        return response;
    }
}
