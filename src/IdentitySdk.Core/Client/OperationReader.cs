namespace IdentitySdk.Core;

/// <summary>Reads the results of successful operations, and records how the operations ended.</summary>
internal sealed class OperationReader(VendorRules vendor, OperationRecorder recorder)
{
    /// <summary>Reads the result of an operation.</summary>
    /// <exception cref="InvalidResponseException">The body is not what the vendor documents.</exception>
    public T Read<T>(OperationContext context, ReadValue<T> read)
        where T : class => Record(context, (Reader: this, read), static (context, state) => state.Reader.ReadBody(context, state.read));

    /// <summary>Reads the result of an operation whose body may be empty.</summary>
    /// <param name="context">The operation.</param>
    /// <param name="read">Reads the result.</param>
    /// <param name="empty">The result of an empty body.</param>
    /// <exception cref="InvalidResponseException">The body is not what the vendor documents.</exception>
    public T ReadOptional<T>(OperationContext context, ReadValue<T> read, T empty)
        where T : class
    {
        if (context.Body.IsCut || !IsWhiteSpace(context.Body.Bytes))
        {
            return Read(context, read);
        }

        recorder.RecordResponse(context);
        return empty;
    }

    /// <summary>Checks the body of an operation without a result: it may be empty or any JSON.</summary>
    /// <exception cref="InvalidResponseException">The body is something else, such as a sign-in page.</exception>
    public NoContent ReadNoContent(OperationContext context) => ReadOptional(
        context,
        static (ref ModelReader reader) =>
        {
            reader.Skip();
            return NoContent.Instance;
        },
        NoContent.Instance);

    /// <summary>Reads the bytes of a response, whatever they are, with a function of the caller's.</summary>
    /// <exception cref="InvalidResponseException">The function could not read them, or they are not all of the body.</exception>
    public T ReadBytes<T>(OperationContext context, RawReader<T> read) =>
        Record(context, read, static (context, read) => JsonFailure.Read(read, Complete(context).AllBytes));

    private static bool IsWhiteSpace(ReadOnlySpan<byte> body) => body.TrimStart(" \t\r\n"u8).IsEmpty;

    /// <exception cref="JsonFormatException">The body was cut.</exception>
    private static ResponseBody Complete(OperationContext context) => context.Body.IsCut
        ? throw new JsonFormatException("The body is larger than MaxResponseBytes.", "$", context.Body.Length)
        : context.Body;

    private T Record<T, TState>(OperationContext context, TState state, Func<OperationContext, TState, T> read)
    {
        try
        {
            var result = read(context, state);
            recorder.RecordResponse(context);
            return result;
        }
        catch (Exception exception)
        {
            if (JsonFailure.Describe(exception, context.Body.Bytes) is not { } described)
            {
                recorder.RecordFailure(context, Telemetry.ErrorType(exception));
                throw;
            }

            recorder.RecordUnreadable(context);
            throw new InvalidResponseException(
                context.UnreadableFailure(vendor), $"the response is not what the vendor documents ({described.Message.TrimEnd('.')})", described);
        }
    }

    /// <summary>Records a page of a list, after it has been read.</summary>
    public void RecordPage(ApiRequest request) => recorder.RecordPage(request);

    private T ReadBody<T>(OperationContext context, ReadValue<T> read)
        where T : class
    {
        var body = Complete(context);

        // An operation without a result may have an empty response.
        if (context.Response!.StatusCode == 204 && NoContent.Instance is T noContent)
        {
            return noContent;
        }

        var reader = new ModelReader(body.Bytes);
        var result = read(ref reader);
        reader.ThrowIfMismatched();
        reader.ReadEnd();
        recorder.RecordUnexpectedMembers(context, reader.UnexpectedMembers);
        recorder.RecordUnmappedMembers(context, reader.UnmappedMembers);
        return result ?? throw new JsonFormatException("The body is null where a value was expected.", "$", 0);
    }
}
