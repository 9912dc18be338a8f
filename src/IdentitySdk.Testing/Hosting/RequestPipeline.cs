using System.Text;
using IdentitySdk.Testing.Requests;
using IdentitySdk.Testing.Schemas;

namespace IdentitySdk.Testing.Hosting;

/// <summary>Processes a request: log, fault, authentication, rate limit, validation, handler, response. No request makes it throw.</summary>
internal sealed class RequestPipeline(VendorProtocol protocol, FaultPlan faults, RequestLog log, RateLimiter limiter, VendorEmulatorOptions options)
{
    private int _tokenRequests;
    private Exception? _failure;

    public RequestLog Log => log;

    public int TokenRequests => Volatile.Read(ref _tokenRequests);

    public Exception? Failure => Volatile.Read(ref _failure);

    public async ValueTask<Reply> HandleAsync(ReceivedRequest received, CancellationToken cancellationToken)
    {
        var context = Read(received);
        log.Add(context.Request);
        options.RequestReceived?.Invoke(context.Request);
        if (context.Request.IsTokenRequest)
        {
            Interlocked.Increment(ref _tokenRequests);
        }

        var fault = context.Fault = faults.Take(context.Request);
        if (fault is { Kind: FaultKind.Delay } && fault.DelayBy > TimeSpan.Zero)
        {
            await Task.Delay(fault.DelayBy, options.TimeProvider, cancellationToken);
        }

        if (fault is { Kind: FaultKind.Reset, Point: ResetPoint.BeforeResponse })
        {
            return new(null, fault, options.TimeProvider.GetUtcNow());
        }

        var response = fault is null ? await RespondAsync(context) : await InjectAsync(context, fault);
        foreach (var (name, value) in fault?.Headers ?? [])
        {
            response.Replace(name, value);
        }

        return new(response, fault, options.TimeProvider.GetUtcNow());
    }

    private RequestContext Read(ReceivedRequest received)
    {
        // The raw target, because an unescaped path does not distinguish an escaped slash from a separator.
        var path = received.Target.Split('?', 2)[0];
        var query = received.Target[path.Length..];
        var (route, values, _) = protocol.Routes.Match(received.Method, path);
        var operation = route is null ? null : protocol.Schema.Find(route.Method, route.Template);
        var request = new EmulatorRequest
        {
            ReceivedAt = options.TimeProvider.GetUtcNow(),
            Method = received.Method,
            Path = path,
            Query = query,
            Route = route?.Template,
            Operation = operation?.Id,
            IsTokenRequest = route is { IsTokenEndpoint: true },
            Headers = received.Headers,
            Body = Encoding.UTF8.GetString(received.Content.Span),
        };
        var context = new RequestContext(request, received, route, operation, values);
        request.Unknown = operation is null ? [] : QueryValidator.Unknown(operation, context.QueryNames);
        return context;
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
                return Complete(context, protocol.Error(fault.StatusCode));
            case FaultKind.RateLimited:
                context.RateLimit = context.RateLimit is { } reading ? reading with { Remaining = 0, IsExceeded = true } : null;
                return Complete(context, protocol.RateLimited());
            case FaultKind.ExpireToken:
                protocol.RevokeTokens();
                return Complete(context, protocol.TokenExpired(context));
            default:
                return await RespondAsync(context);
        }
    }

    private async ValueTask<EmulatorResponse> RespondAsync(RequestContext context)
    {
        try
        {
            return Complete(context, await RouteAsync(context));
        }
        catch (Exception exception)
        {
            Interlocked.CompareExchange(ref _failure, exception, null);
            return Complete(context, protocol.Error(500));
        }
    }

    private async ValueTask<EmulatorResponse> RouteAsync(RequestContext context)
    {
        if (context.Received.IsTooLarge)
        {
            return protocol.Error(413);
        }

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

        return error ?? ValidateRequest(context) ?? await HandleAsync(context, route);
    }

    /// <summary>Null when the request is valid, as far as the vendor is known to check it; otherwise the error response.</summary>
    private EmulatorResponse? ValidateRequest(RequestContext context)
    {
        if (context.Operation is not { } operation)
        {
            return null;
        }

        if (options.Strict && context.Request.Unknown.Count > 0)
        {
            return protocol.UnknownParameter(context.Request.Unknown[0]);
        }

        return protocol.CheckRequest(context)
            ?? context.SchemaErrors(protocol.Schema, operation).Select(error => protocol.SchemaErrorResponse(context, error)).OfType<EmulatorResponse>()
                .FirstOrDefault();
    }

    private ValueTask<EmulatorResponse> HandleAsync(RequestContext context, Route route) => route switch
    {
        { AnonymousHandler: { } handler } => handler(context),
        { Handler: { } handler, Method: "GET" } => ValueTask.FromResult(protocol.Gate.Read(() => handler(context))),
        { Handler: { } handler } => ValueTask.FromResult(protocol.Gate.Write(() => handler(context))),
        _ => throw new InvalidOperationException($"The route {route.Method} {route.Template} has no handler."),
    };

    /// <summary>Completes a response, unless a proxy in front of the vendor's application sends it.</summary>
    private EmulatorResponse Complete(RequestContext context, EmulatorResponse response) =>
        response.IsFromEdge ? response : protocol.Complete(context, response);
}
