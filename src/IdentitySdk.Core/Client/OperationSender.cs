using System.Reflection;

namespace IdentitySdk.Core;

/// <summary>Sends one operation through the handlers and reads its result; activity, measurement and log event span both.</summary>
internal sealed class OperationSender : ITokenRequestSender
{
    private static readonly string s_userAgent = $"IdentitySdk/{typeof(OperationSender).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]}";
    private readonly Pipeline _pipeline;
    private readonly Func<HttpMessageInvoker> _invoker;
    private readonly string _prefix;
    private readonly string _userAgentHeader;

    public OperationSender(Pipeline pipeline, Func<HttpMessageInvoker> invoker)
    {
        _pipeline = pipeline;
        _invoker = invoker;
        _prefix = pipeline.Options.BaseAddress!.AbsoluteUri.TrimEnd('/');
        _userAgentHeader = pipeline.Options.ApplicationName is { Length: > 0 } name ? $"{name} {s_userAgent}" : s_userAgent;
    }

    private VendorRules Vendor => _pipeline.Vendor;

    private TimeProvider Clock => _pipeline.Options.TimeProvider;

    /// <summary>Sends a token request.</summary>
    public async Task<T> SendAsync<T>(ApiRequest request, ReadValue<T> read, Action<ApiResponse>? onResponse, CancellationToken cancellationToken)
        where T : class
    {
        using var context = await SendAsync(request, null, cancellationToken).ConfigureAwait(false);
        onResponse?.Invoke(context.Response!);
        return Read(context, read);
    }

    /// <summary>Sends a token request that has no result.</summary>
    public async Task SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        using var context = await SendAsync(request, null, cancellationToken).ConfigureAwait(false);
        ReadNothing(context);
    }

    /// <summary>Sends an operation; the result is still to be read, and the context to be disposed.</summary>
    /// <exception cref="IdentityApiException">The operation did not succeed.</exception>
    public async Task<OperationContext> SendAsync(ApiRequest request, RequestOptions? options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        options?.Validate();
        var retry = options?.Retry?.Copy() ?? _pipeline.Options.Retry;
        var context = new OperationContext(
            request, options?.AttemptTimeout ?? _pipeline.Options.AttemptTimeout, retry.MaxTotalTime, Clock.GetTimestamp(), cancellationToken) { Jitter = Core.Jitter.Next() };
        using var message = CreateMessage(request, options);
        context.Attach(message);
        if (options?.Retry is not null)
        {
            RetryPolicy.Override(message, retry);
        }

        context.Telemetry = OperationTelemetry.Start(Vendor.Name, request.Method, request.Template, request.Operation, message.RequestUri!);
        await ExchangeAsync(context, message, cancellationToken).ConfigureAwait(false);
        if (context.Error is not null)
        {
            throw Refuse(context);
        }

        try
        {
            options?.OnResponse?.Invoke(context.Response!);
            return context;
        }
        catch (Exception exception)
        {
            context.Dispose();
            Fail(context, isAnswered: true, isCancelled: false, Telemetry.ErrorType(exception));
            throw;
        }
    }

    /// <summary>Ends an operation that has no result: an empty body, or any JSON, says that it was carried out.</summary>
    /// <exception cref="InvalidResponseException">The body is something else, such as a sign-in page.</exception>
    public void ReadNothing(OperationContext context)
    {
        if (IsBlank(context.Body.Bytes))
        {
            Complete(context);
        }
        else
        {
            Read(context, static (ref ModelReader reader) =>
            {
                reader.Skip();
                return NoContent.Instance;
            });
        }
    }

    private static bool IsBlank(ReadOnlySpan<byte> body) => body.TrimStart(" \t\r\n"u8).IsEmpty;

    private void Complete(OperationContext context)
    {
        Log.Answered(_pipeline.Logger, Vendor.Name, context.Request.Operation, context.Response!.StatusCode, context.Retries);
        Stop(context, isAnswered: true, errorType: null);
    }

    /// <summary>Reads the result of an operation, and ends it.</summary>
    /// <exception cref="InvalidResponseException">The body is not what the vendor documents.</exception>
    public T Read<T>(OperationContext context, ReadValue<T> read)
        where T : class
    {
        try
        {
            var result = ReadBody(context, read);
            Complete(context);
            return result;
        }
        catch (Exception exception)
        {
            if (JsonFailure.Describe(exception, context.Body.Bytes) is not { } described)
            {
                Fail(context, isAnswered: true, isCancelled: false, Telemetry.ErrorType(exception));
                throw;
            }

            Log.Unreadable(_pipeline.Logger, Vendor.Name, context.Request.Operation, context.Response!.StatusCode);
            Stop(context, isAnswered: true, typeof(InvalidResponseException).FullName);
            throw new InvalidResponseException(context.UnreadableFailure(Vendor), $"the response is not what the vendor documents ({described.Message.TrimEnd('.')})", described);
        }
    }

    private async Task ExchangeAsync(OperationContext context, HttpRequestMessage message, CancellationToken cancellationToken)
    {
        // Where nothing listens to the SDK's activities, the host's own is the current one.
        using var withoutBaggage = context.Telemetry?.Activity is null ? TraceContext.WithoutBaggage() : null;
        try
        {
            // The body is the context's by now.
            (await _invoker().SendAsync(message, cancellationToken).ConfigureAwait(false)).Dispose();
        }
        catch (Exception exception)
        {
            context.Dispose();
            var failure = Describe(context, exception, cancellationToken);
            Fail(context, isAnswered: false, cancellationToken.IsCancellationRequested, Telemetry.ErrorType((exception as AttemptFailedException)?.Cause ?? exception));
            if (!ReferenceEquals(failure, exception))
            {
                throw failure;
            }

            throw;
        }
    }

    private T ReadBody<T>(OperationContext context, ReadValue<T> read)
        where T : class
    {
        if (context.Body.IsCut)
        {
            throw new JsonFormatException("The body is larger than MaxResponseBytes.", "$", context.Body.Length);
        }

        // A call that returns nothing may have an empty response.
        if (context.Response!.StatusCode == 204 && NoContent.Instance is T nothing)
        {
            return nothing;
        }

        var reader = new ModelReader(context.Body.Bytes);
        var result = read(ref reader);
        reader.ThrowIfMismatched();
        reader.ReadEnd();
        Report(context, reader.UnexpectedMembers);
        return result ?? throw new JsonFormatException("The body is null where a value was promised.", "$", 0);
    }

    private void Report(OperationContext context, IReadOnlyList<string>? unexpectedMembers)
    {
        foreach (var member in unexpectedMembers ?? [])
        {
            Log.UnexpectedMember(_pipeline.Logger, Vendor.Name, context.Request.Operation, member);
            Telemetry.UnexpectedMembers.Add(1, new("identitysdk.vendor", Vendor.Name), new("identitysdk.member", member));
        }
    }

    /// <summary>Ends an operation that the vendor refused, be it in the body of a success.</summary>
    private IdentityApiException Refuse(OperationContext context)
    {
        var failure = context.Failure(Vendor);
        context.Dispose();
        if (context.Response!.StatusCode < 300)
        {
            Fail(context, isAnswered: true, isCancelled: false, failure.StatusText);
        }
        else
        {
            Log.Answered(_pipeline.Logger, Vendor.Name, context.Request.Operation, context.Response.StatusCode, context.Retries);
            Stop(context, isAnswered: true, failure.StatusText);
        }

        return failure.ToException();
    }

    private void Fail(OperationContext context, bool isAnswered, bool isCancelled, string errorType)
    {
        if (isCancelled)
        {
            Log.Cancelled(_pipeline.Logger, Vendor.Name, context.Request.Operation, context.Retries);
        }
        else
        {
            Log.Failed(_pipeline.Logger, Vendor.Name, context.Request.Operation, errorType, context.Retries);
        }

        Stop(context, isAnswered, errorType);
    }

    private void Stop(OperationContext context, bool isAnswered, string? errorType) =>
        context.Telemetry?.Stop(Clock.GetElapsedTime(context.Started), isAnswered ? context.Response!.StatusCode : null, errorType, context.Retries);

    /// <summary>What the caller gets for an exception on the way: what the SDK throws itself, the caller's own cancellation, or a failure of the transport.</summary>
    private Exception Describe(OperationContext context, Exception exception, CancellationToken cancellationToken) => exception switch
    {
        IdentityApiException => exception,
        AttemptFailedException failure => TransportFailure.Describe(context.Failure(Vendor, failure.Cause), failure.Cause),

        // Callers tell their own cancellation by its token, not by one that was linked to it on the way.
        OperationCanceledException cancelled when cancellationToken.IsCancellationRequested && cancelled.CancellationToken == cancellationToken => exception,
        _ when cancellationToken.IsCancellationRequested => new OperationCanceledException("The call was cancelled.", exception, cancellationToken),
        _ => TransportFailure.Describe(context.Failure(Vendor, exception), exception),
    };

    private HttpRequestMessage CreateMessage(ApiRequest request, RequestOptions? options)
    {
        var address = request.Address ?? new Uri(_prefix + request.Target(), UriKind.Absolute);
        var message = new HttpRequestMessage(Method(request.Method), address);
        message.Headers.TryAddWithoutValidation("Accept", "application/json");
        message.Headers.TryAddWithoutValidation("User-Agent", _userAgentHeader);
        foreach (var header in request.Headers)
        {
            Header.Add(message, header.Key, header.Value);
        }

        foreach (var header in options?.Headers ?? Enumerable.Empty<KeyValuePair<string, string>>())
        {
            Header.Add(message, header.Key, header.Value);
        }

        // Some vendors answer 411 to a POST or PUT that says nothing of its length. And a SocketsHttpHandler of the caller's sends a request without content
        // again by itself, a DELETE too, when the server closes the connection without a response; with content, even empty, it does not.
        var body = request.CreateContent?.Invoke() ?? (request.Method is "GET" or "HEAD" ? null : RequestBody.Empty());
        if (body?.Length > _pipeline.Options.MaxRequestBytes)
        {
            throw new ArgumentException($"The request body has {body.Length} bytes, more than MaxRequestBytes allows.", nameof(_pipeline.Options.MaxRequestBytes));
        }

        message.Content = body;
        return message;
    }

    private static HttpMethod Method(string method) => method switch
    {
        "GET" => HttpMethod.Get,
        "POST" => HttpMethod.Post,
        "PUT" => HttpMethod.Put,
        "DELETE" => HttpMethod.Delete,
        _ => new HttpMethod(method),
    };
}
