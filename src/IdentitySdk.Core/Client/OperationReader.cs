namespace IdentitySdk.Core;

/// <summary>Reads the results of successful operations, and records how the operations ended.</summary>
internal sealed class OperationReader(VendorRules vendor, IdentityClientOptions options, OperationRecorder recorder)
{
    /// <summary>Reads the result of an operation with one of the methods below, and records how the operation ended.</summary>
    /// <exception cref="InvalidResponseException">The body is not what the vendor documents.</exception>
    public T Read<TState, T>(OperationContext context, TState state, Func<OperationReader, OperationContext, TState, T> read)
    {
        try
        {
            var result = read(this, context, state);
            recorder.RecordResponse(context);
            return result;
        }
        catch (Exception exception) when (JsonFailure.Describe(exception, context.Body.Bytes) is { } described)
        {
            throw RecordUnreadable(context, described);
        }
        catch (Exception exception)
        {
            recorder.RecordFailure(context, Telemetry.ErrorType(exception));
            throw;
        }
    }

    /// <summary>Reads the body as one value.</summary>
    /// <exception cref="JsonFormatException">The body is not such a value.</exception>
    public T ReadBody<T>(OperationContext context, ReadValue<T> read)
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
        if (reader.UnexpectedMembers is { } unexpected)
        {
            recorder.RecordUnexpectedMembers(context, unexpected);
        }

        if (reader.UnmappedMembers > 0)
        {
            recorder.RecordUnmappedMembers(context, reader.UnmappedMembers);
        }

        return result ?? throw new JsonFormatException("The body is null where a value was expected.", "$", 0);
    }

    /// <summary>Reads the body as one value; <paramref name="empty"/> is the value of an empty body.</summary>
    /// <exception cref="JsonFormatException">The body is not such a value.</exception>
    public T ReadOptional<T>(OperationContext context, ReadValue<T> read, T empty)
        where T : class => context.Body.IsCut || !IsWhiteSpace(context.Body.Bytes) ? ReadBody(context, read) : empty;

    /// <summary>Checks the body of an operation without a result: it may be empty or any JSON.</summary>
    /// <exception cref="JsonFormatException">The body is something else, such as a sign-in page.</exception>
    public NoContent ReadNoContent(OperationContext context) => ReadOptional(
        context,
        static (ref ModelReader reader) =>
        {
            reader.Skip();
            return NoContent.Instance;
        },
        NoContent.Instance);

    /// <summary>Reads the bytes of any response with a function of the caller's.</summary>
    /// <exception cref="JsonFormatException">The function could not read them, or the body was cut.</exception>
    public T ReadBytes<T>(OperationContext context, RawReader<T> read) => JsonFailure.Read(read, Complete(context).AllBytes);

    /// <summary>Reads a page of a list.</summary>
    /// <exception cref="JsonFormatException">The body is not a page, or it is unclear whether another page follows.</exception>
    public Page<T> ReadPage<T>(OperationContext context, PagedRequest<T> list)
    {
        var (response, baseAddress) = (context.Response!, options.BaseAddress!);
        var content = ReadBody(context, (ref ModelReader body) =>
        {
            var page = list.Style.Read(ref body, list.ReadItems, new PageContext(context.Request, response, baseAddress, options.TrustedOrigins));

            // Ending the list here would truncate it silently.
            return page?.NextCursor is null || list.Style.Cursor is not null
                ? page
                : throw new JsonFormatException("The response reports another page, but the list has no parameter to request it.", "$", 0);
        });
        recorder.RecordPage(context.Request);
        var cursor = content.NextCursor;
        return new Page<T>(content.Items, cursor, cursor is null ? null : ContinuationToken.Create(list, baseAddress, cursor), response);
    }

    private static bool IsWhiteSpace(ReadOnlySpan<byte> body) => body.TrimStart(" \t\r\n"u8).IsEmpty;

    /// <exception cref="JsonFormatException">The body was cut.</exception>
    private static ResponseBody Complete(OperationContext context) => context.Body.IsCut
        ? throw new JsonFormatException("The body is larger than MaxResponseBytes.", "$", context.Body.Length)
        : context.Body;

    /// <summary>Records that a body is not what the vendor documents, and returns the exception.</summary>
    private InvalidResponseException RecordUnreadable(OperationContext context, JsonFormatException described)
    {
        recorder.RecordUnreadable(context);
        return new InvalidResponseException(
            context.UnreadableFailure(vendor), $"the response is not what the vendor documents ({described.Message.TrimEnd('.')})", described);
    }
}
