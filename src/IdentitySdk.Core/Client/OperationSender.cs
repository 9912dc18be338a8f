namespace IdentitySdk.Core;

/// <summary>Sends operations through the handlers, and turns everything but a success into an exception.</summary>
internal sealed class OperationSender : ITokenRequestSender
{
    private readonly Pipeline _pipeline;
    private readonly Func<HttpMessageInvoker> _getInvoker;
    private readonly RequestMessageFactory _messages;
    private readonly OperationRecorder _recorder;
    private readonly OperationReader _reader;
    private readonly bool _hasForeignHandlers;

    /// <param name="pipeline">The handlers and what they share.</param>
    /// <param name="getInvoker">Gets the outermost handler.</param>
    /// <param name="hasForeignHandlers">Whether handlers of the host may stand between the SDK's.</param>
    public OperationSender(Pipeline pipeline, Func<HttpMessageInvoker> getInvoker, bool hasForeignHandlers)
    {
        (_pipeline, _getInvoker, _hasForeignHandlers) = (pipeline, getInvoker, hasForeignHandlers);
        _messages = new RequestMessageFactory(pipeline.Options);
        _recorder = new OperationRecorder(pipeline.Vendor.Name, pipeline.Logger, pipeline.Options.TimeProvider);
        _reader = new OperationReader(pipeline.Vendor, _recorder);
    }

    private VendorRules Vendor => _pipeline.Vendor;

    /// <summary>Sends a token request.</summary>
    public Task<T> SendAsync<T>(ApiRequest request, ReadValue<T> read, Action<ApiResponse>? onResponse, CancellationToken cancellationToken)
        where T : class => SendAsync(
        request,
        null,
        (read, onResponse),
        static (reader, context, state) =>
        {
            state.onResponse?.Invoke(context.Response!);
            return reader.Read(context, state.read);
        },
        cancellationToken);

    /// <summary>Sends a token request that has no result.</summary>
    public Task SendAsync(ApiRequest request, CancellationToken cancellationToken) =>
        SendAsync(request, null, NoContent.Instance, static (reader, context, _) => reader.ReadNoContent(context), cancellationToken);

    /// <summary>Sends an operation and reads its result.</summary>
    /// <param name="request">The operation.</param>
    /// <param name="options">Per-call options; null takes the client's.</param>
    /// <param name="state">What <paramref name="read"/> needs: a closure would cost more.</param>
    /// <param name="read">Reads the result.</param>
    /// <param name="cancellationToken">Ends the call.</param>
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
            // The context owns the body; what is left of the response has no use.
            (await SendMessageAsync(context, message, cancellationToken).ConfigureAwait(false)).Dispose();
            if (_hasForeignHandlers)
            {
                await GetOwnOutcome(context).ConfigureAwait(false);
            }
        }
        catch (Exception) when (HasOwnError(context, cancellationToken))
        {
            // The vendor's refusal is thrown below, whatever a handler further out made of it.
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

        ThrowIfError(context);
        InvokeCallback(context, options?.OnResponse);
        return read(_reader, context, state);
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

    // Without a listener to the SDK's activities, the current activity is the host's own.
    private Task<HttpResponseMessage> SendMessageAsync(OperationContext context, HttpRequestMessage message, CancellationToken cancellationToken) =>
        context.Telemetry?.Activity is null && TraceContext.HasBaggage
            ? SendWithoutBaggageAsync(message, cancellationToken)
            : _getInvoker().SendAsync(message, cancellationToken);

    /// <summary>What the SDK's own handlers say, whatever a handler further out has made of it.</summary>
    private Task GetOwnOutcome(OperationContext context) => context.Exchange ?? throw new TransportException(
        context.Failure(Vendor) with { IsOutcomeUnknown = context.IsWrite },
        "a handler outside the SDK responded in its place, or sent a copy of the request without its options",
        null);

    private static bool HasOwnError(OperationContext context, CancellationToken cancellationToken) =>
        context is { Exchange.Status: TaskStatus.RanToCompletion, Error: not null } && !cancellationToken.IsCancellationRequested;

    private async Task<HttpResponseMessage> SendWithoutBaggageAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        using var activity = TraceContext.WithoutBaggage();
        return await _getInvoker().SendAsync(message, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The exception for the caller: the SDK's own, the caller's cancellation, or a <see cref="TransportException"/>.</summary>
    private Exception Translate(OperationContext context, Exception exception, CancellationToken cancellationToken) => exception switch
    {
        IdentityApiException => exception,
        AttemptFailedException { Cause: var cause } => TransportFailure.ToException(context.Failure(Vendor, cause), cause),

        // Callers recognize their own cancellation by its token, not by a token that was linked to it on the way.
        OperationCanceledException cancelled when cancellationToken.IsCancellationRequested && cancelled.CancellationToken == cancellationToken => exception,
        _ when cancellationToken.IsCancellationRequested => new OperationCanceledException("The call was cancelled.", exception, cancellationToken),

        // The vendor has carried it out, and the result is lost.
        _ when context.Exchange is { Status: TaskStatus.RanToCompletion } =>
            TransportFailure.ToException(context.Failure(Vendor, exception) with { IsOutcomeUnknown = context.IsWrite }, exception),
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
            _recorder.RecordFailure(context, Telemetry.ErrorType(exception));
            throw;
        }
    }
}
