namespace IdentitySdk.Core;

/// <summary>Sends operations through the handlers, and turns everything but a success into an exception.</summary>
internal sealed class OperationSender : ITokenRequestSender
{
    private readonly Pipeline _pipeline;
    private readonly Func<HttpMessageInvoker> _getInvoker;
    private readonly RequestMessageFactory _messages;
    private readonly OperationRecorder _recorder;

    public OperationSender(Pipeline pipeline, Func<HttpMessageInvoker> getInvoker)
    {
        (_pipeline, _getInvoker) = (pipeline, getInvoker);
        _messages = new RequestMessageFactory(pipeline.Options);
        _recorder = new OperationRecorder(pipeline.Vendor.Name, pipeline.Logger, pipeline.Options.TimeProvider);
        Reader = new OperationReader(pipeline.Vendor, _recorder);
    }

    /// <summary>Reads the results of the operations that were sent.</summary>
    public OperationReader Reader { get; }

    private VendorRules Vendor => _pipeline.Vendor;

    /// <summary>Sends a token request.</summary>
    public async Task<T> SendAsync<T>(ApiRequest request, ReadValue<T> read, Action<ApiResponse>? onResponse, CancellationToken cancellationToken)
        where T : class
    {
        using var context = await SendAsync(request, null, cancellationToken).ConfigureAwait(false);
        onResponse?.Invoke(context.Response!);
        return Reader.Read(context, read);
    }

    /// <summary>Sends a token request that has no result.</summary>
    public async Task SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        using var context = await SendAsync(request, null, cancellationToken).ConfigureAwait(false);
        Reader.ReadNoContent(context);
    }

    /// <summary>Sends an operation; the caller reads the result and disposes the context.</summary>
    /// <exception cref="IdentityApiException">The operation did not succeed.</exception>
    public async Task<OperationContext> SendAsync(ApiRequest request, RequestOptions? options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Vendor.Validate(request, _pipeline.Options);
        options?.Validate();
        options?.Capture?.Response = null;
        var retry = options?.Retry?.Copy();
        var context = CreateContext(request, options?.AttemptTimeout, retry ?? _pipeline.Options.Retry, cancellationToken);
        using var message = _messages.Create(request, options);
        context.Attach(message);
        if (retry is not null)
        {
            RetryPolicy.Override(message, retry);
        }

        context.Telemetry = OperationTelemetry.Start(Vendor.Name, request.Method, request.Template, request.Operation, message.RequestUri!);
        await SendMessageAsync(context, message, options?.Capture, cancellationToken).ConfigureAwait(false);
        ThrowIfError(context);
        InvokeCallback(context, options?.OnResponse);
        return context;
    }

    private OperationContext CreateContext(ApiRequest request, TimeSpan? attemptTimeout, RetryOptions retry, CancellationToken cancellationToken)
    {
        var options = _pipeline.Options;
        var started = options.TimeProvider.GetTimestamp();
        return new OperationContext(request, attemptTimeout ?? options.AttemptTimeout, retry.MaxTotalTime, started, cancellationToken)
        {
            Jitter = Jitter.Next(),
        };
    }

    private async Task SendMessageAsync(
        OperationContext context, HttpRequestMessage message, ResponseCapture? capture, CancellationToken cancellationToken)
    {
        // Without a listener to the SDK's activities, the current activity is the host's own.
        using var withoutBaggage = context.Telemetry?.Activity is null ? TraceContext.WithoutBaggage() : null;
        try
        {
            // The context owns the body; what is left of the response has no use.
            (await _getInvoker().SendAsync(message, cancellationToken).ConfigureAwait(false)).Dispose();
        }
        catch (Exception exception)
        {
            context.Dispose();
            var translated = Translate(context, exception, cancellationToken);
            _recorder.RecordException(context, exception, cancellationToken.IsCancellationRequested);
            if (!ReferenceEquals(translated, exception))
            {
                throw translated;
            }

            throw;
        }
        finally
        {
            capture?.Response = context.Response;
        }
    }

    /// <summary>The exception for the caller: the SDK's own, the caller's cancellation, or a <see cref="TransportException"/>.</summary>
    private Exception Translate(OperationContext context, Exception exception, CancellationToken cancellationToken) => exception switch
    {
        IdentityApiException => exception,
        AttemptFailedException { Cause: var cause } => TransportFailure.ToException(context.Failure(Vendor, cause), cause),

        // Callers recognize their own cancellation by its token, not by a token that was linked to it on the way.
        OperationCanceledException cancelled when cancellationToken.IsCancellationRequested && cancelled.CancellationToken == cancellationToken => exception,
        _ when cancellationToken.IsCancellationRequested => new OperationCanceledException("The call was cancelled.", exception, cancellationToken),
        _ => TransportFailure.ToException(context.Failure(Vendor, exception), exception),
    };

    /// <summary>Ends an operation that the vendor refused, by the status or in the body of a success.</summary>
    private void ThrowIfError(OperationContext context)
    {
        if (context.Error is null)
        {
            return;
        }

        var address = context.Request.Address?.GetLeftPart(UriPartial.Path) ?? _pipeline.Options.BaseAddress!.AbsoluteUri.TrimEnd('/');
        var failure = context.Failure(Vendor) with { Address = address };
        context.Dispose();
        if (context.Response!.StatusCode < 300)
        {
            _recorder.RecordFailure(context, failure.StatusText);
        }
        else
        {
            _recorder.RecordResponse(context, failure.StatusText);
        }

        throw failure.ToException();
    }

    private void InvokeCallback(OperationContext context, Action<ApiResponse>? onResponse)
    {
        try
        {
            onResponse?.Invoke(context.Response!);
        }
        catch (Exception exception)
        {
            context.Dispose();
            _recorder.RecordFailure(context, Telemetry.ErrorType(exception));
            throw;
        }
    }
}
