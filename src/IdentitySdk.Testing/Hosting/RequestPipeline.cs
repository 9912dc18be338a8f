using System.Text;
using IdentitySdk.Testing.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace IdentitySdk.Testing.Hosting;

/// <summary>The way of a request: record, fault, authenticate, limit, answer, send.</summary>
internal sealed class RequestPipeline(IVendorWire wire, FaultPlan faults, RequestLog log, RateLimiter limiter, TimeProvider time)
{
    private int tokenRequests;
    private Exception? failure;

    public RequestLog Log => log;

    public int TokenRequests => Volatile.Read(ref tokenRequests);

    public Exception? Failure => Volatile.Read(ref failure);

    public async Task HandleAsync(HttpContext context)
    {
        var call = await ReadAsync(context);
        log.Add(call.Request);
        if (call.Request.IsTokenRequest)
        {
            Interlocked.Increment(ref tokenRequests);
        }

        var fault = call.Fault = faults.Take(call.Request);
        if (fault?.DelayBy > TimeSpan.Zero)
        {
            await Task.Delay(fault.DelayBy, time, context.RequestAborted);
        }

        if (fault is { Kind: FaultKind.Reset, Point: ResetPoint.BeforeResponse })
        {
            context.Abort();
            return;
        }

        var reply = fault is null ? await AnswerAsync(call) : await InjectAsync(call, fault);
        foreach (var (name, value) in fault?.Headers ?? [])
        {
            reply.Replace(name, value);
        }

        await ReplySender.SendAsync(context, reply, fault, time.GetUtcNow());
    }

    private async ValueTask<Call> ReadAsync(HttpContext context)
    {
        var request = context.Request;
        // The target as sent: Path is already unescaped and can no longer tell an escaped slash from a real one.
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var path = target.Split('?', 2)[0];
        var (route, values, _) = wire.Routes.Match(request.Method, path);
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
            Body = await reader.ReadToEndAsync(context.RequestAborted),
        };
        return new Call(received, $"{request.Scheme}://{request.Host}", route, values)
        {
            HasBodyLength = request.ContentLength is not null || request.Headers.TransferEncoding.Count > 0,
        };
    }

    private async ValueTask<Reply> InjectAsync(Call call, Fault fault)
    {
        if (fault.Response is { } response)
        {
            return Reply.Fixed(fault.StatusCode, response);
        }

        var bucket = wire.RateLimitBucket(call);
        call.RateLimit = bucket is null ? null : limiter.Peek(bucket);
        switch (fault.Kind)
        {
            case FaultKind.Status:
                return Stamped(call, wire.Failure(fault.StatusCode));
            case FaultKind.RateLimited:
                call.RateLimit = call.RateLimit is { } reading ? reading with { Remaining = 0, IsExceeded = true } : null;
                return Stamped(call, wire.RateLimited());
            case FaultKind.ExpireToken:
                wire.RevokeTokens();
                return Stamped(call, wire.TokenExpired(call));
            default:
                return await AnswerAsync(call);
        }
    }

    private async ValueTask<Reply> AnswerAsync(Call call)
    {
        try
        {
            return Stamped(call, await RouteAsync(call));
        }
        catch (Exception exception)
        {
            Interlocked.CompareExchange(ref failure, exception, null);
            return Stamped(call, wire.Failure(500));
        }
    }

    private async ValueTask<Reply> RouteAsync(Call call)
    {
        if (call.Route is not { } route)
        {
            return wire.NoRoute(wire.Routes.Match(call.Request.Method, call.Request.Path).PathExists);
        }

        var refusal = route.IsAnonymous ? null : await wire.AuthenticateAsync(call);
        if (refusal is not null && !wire.LimitsUnauthenticated)
        {
            return refusal;
        }

        if (wire.RateLimitBucket(call) is { } bucket)
        {
            call.RateLimit = limiter.Take(bucket);
            if (call.RateLimit is { IsExceeded: true })
            {
                return wire.RateLimited();
            }
        }

        return refusal ?? await route.Handler(call);
    }

    private Reply Stamped(Call call, Reply reply)
    {
        if (!reply.IsFromEdge)
        {
            wire.AddHeaders(call, reply);
        }

        return reply;
    }
}
