namespace IdentitySdk.Core;

/// <summary>Sends operations through the handlers, and throws an exception for anything but a success.</summary>
internal sealed class OperationSender : ITokenRequestSender
{
    private readonly Pipeline _pipeline;
    private readonly Func<HttpMessageInvoker> _getInvoker;
    private readonly RequestMessageFactory _messages;
    private readonly OperationRecorder _recorder;
    private readonly OperationReader _reader;
    private readonly bool _hasForeignHandlers;

    /// <param name="pipeline">The handlers and the state they share.</param>
    /// <param name="getInvoker">Gets the outermost handler.</param>
    /// <param name="hasForeignHandlers">Whether the chain may also contain handlers of the host.</param>
    public OperationSender(Pipeline pipeline, Func<HttpMessageInvoker> getInvoker, bool hasForeignHandlers)
    {
        (_pipeline, _getInvoker, _hasForeignHandlers) = (pipeline, getInvoker, hasForeignHandlers);
        _messages = new RequestMessageFactory(pipeline.Options);
        _recorder = new OperationRecorder(pipeline.Vendor.Name, pipeline.Logger, pipeline.Options.TimeProvider);
        _reader = new OperationReader(pipeline.Vendor, pipeline.Options, _recorder);
    }

    private VendorRules Vendor => _pipeline.Vendor;

    /// <inheritdoc/>
    public Task<T> SendAsync<T>(ApiRequest request, ReadValue<T> read, Action<ApiResponse> onResponse, CancellationToken cancellationToken)
        where T : class => SendAsync(
        request,
        null,
        (read, onResponse),
        static (reader, context, state) =>
        {
            state.onResponse(context.Response!);
            return reader.ReadBody(context, state.read);
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task SendAsync(ApiRequest request, CancellationToken cancellationToken) =>
        SendAsync(request, null, NoContent.Instance, static (reader, context, _) => reader.ReadNoContent(context), cancellationToken);

    /// <summary>Sends an operation and reads its result. The state is the argument of the reader, which saves a closure.</summary>
    /// <exception cref="IdentityApiException">The operation did not succeed.</exception>
    public async Task<T> SendAsync<TState, T>(
        ApiRequest request, RequestOptions? options, TState state, Func<OperationReader, OperationContext, TState, T> read, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _pipeline.Options.Validate(request);
        options?.Validate();
        var capture = options?.Capture;
        capture?.Response = null;
        var retry = options?.Retry?.Copy();
        using var context = CreateContext(request, options?.AttemptTimeout, retry, cancellationToken);
        using var message = _messages.Create(request, options);
        context.Attach(message, _hasForeignHandlers);
        context.Telemetry = OperationTelemetry.Start(Vendor.Name, request.Method, request.Template, request.Operation, message.RequestUri!);
        try
        {
            // Without a listener to the SDK's activities, the current activity is the host's own.
            using var activity = context.Telemetry?.Activity is null && TraceContext.HasBaggage ? TraceContext.WithoutBaggage() : null;

            // The context owns the body, so nothing else of the response is needed.
            (await _getInvoker().SendAsync(message, cancellationToken).ConfigureAwait(false)).Dispose();
            if (_hasForeignHandlers)
            {
                await GetOwnOutcome(context).ConfigureAwait(false);
            }
        }
        catch (Exception) when (HasOwnError(context, cancellationToken))
        {
            // The vendor's error is thrown below, whatever exception an outer handler made of it.
        }
        catch (Exception exception)
        {
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

        if (context.Error is not null)
        {
            throw RecordError(context);
        }

        InvokeCallback(context, options?.OnResponse);
        return _reader.Read(context, state, read);
    }

    private OperationContext CreateContext(ApiRequest request, TimeSpan? attemptTimeout, RetryOptions? retry, CancellationToken cancellationToken)
    {
        var options = _pipeline.Options;
        var started = options.TimeProvider.GetTimestamp();
        return new OperationContext(request, attemptTimeout ?? options.AttemptTimeout, (retry ?? options.Retry).MaxTotalTime, started, cancellationToken)
        {
            Jitter = Jitter.Next(),
            Retry = retry,
        };
    }

    /// <summary>The outcome of the SDK's own handlers, whatever an outer handler returned.</summary>
    private Task GetOwnOutcome(OperationContext context) => context.Exchange ?? throw new TransportException(
        context.Failure(Vendor) with { IsOutcomeUnknown = context.IsWrite },
        "a handler outside the SDK responded in its place, or sent a copy of the request without its options",
        null);

    private static bool HasOwnError(OperationContext context, CancellationToken cancellationToken) =>
        context is { Exchange.Status: TaskStatus.RanToCompletion, Error: not null } && !cancellationToken.IsCancellationRequested;

    /// <summary>The exception for the caller: the SDK's own, the caller's cancellation, or a <see cref="TransportException"/>.</summary>
    private Exception Translate(OperationContext context, Exception exception, CancellationToken cancellationToken) => exception switch
    {
        IdentityApiException => exception,
        AttemptFailedException { Cause: var cause } => TransportFailure.ToException(context.Failure(Vendor, cause), cause),

        // Callers recognize their own cancellation by its token, not by a linked token.
        OperationCanceledException cancelled when cancellationToken.IsCancellationRequested && cancelled.CancellationToken == cancellationToken => exception,
        _ when cancellationToken.IsCancellationRequested => new OperationCanceledException("The call was cancelled.", exception, cancellationToken),

        // The vendor has carried out the operation, but an outer handler lost the response.
        _ when context.Exchange is { Status: TaskStatus.RanToCompletion } =>
            TransportFailure.ToException(context.Failure(Vendor, exception) with { IsOutcomeUnknown = context.IsWrite }, exception),
        _ => TransportFailure.ToException(context.Failure(Vendor, exception), exception),
    };

    /// <summary>Records the vendor's error, reported by the status or in the body of a success, and returns its exception.</summary>
    private IdentityApiException RecordError(OperationContext context)
    {
        var address = context.Request.Address?.GetLeftPart(UriPartial.Path) ?? _pipeline.Options.BaseAddress!.AbsoluteUri.TrimEnd('/');
        var failure = context.Failure(Vendor) with { Address = address };
        if (context.Response!.StatusCode < 300)
        {
            _recorder.RecordFailure(context, failure.StatusText);
        }
        else
        {
            _recorder.RecordResponse(context, failure.StatusText);
        }

        return failure.ToException();
    }

    private void InvokeCallback(OperationContext context, Action<ApiResponse>? onResponse)
    {
        try
        {
            onResponse?.Invoke(context.Response!);
        }
        catch (Exception exception)
        {
            _recorder.RecordFailure(context, Telemetry.ErrorType(exception));
            throw;
        }
    }
}
