namespace IdentitySdk.Core;

/// <summary>Reads the results of successful operations, and records how the operations ended.</summary>
internal sealed class OperationReader(VendorRules vendor, OperationRecorder recorder)
{
    /// <summary>Reads the result of an operation.</summary>
    /// <exception cref="InvalidResponseException">The body is not what the vendor documents.</exception>
    public T Read<T>(OperationContext context, ReadValue<T> read)
        where T : class
    {
        try
        {
            var result = ReadBody(context, read);
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

    /// <summary>Checks the body of an operation without a result: it may be empty or any JSON.</summary>
    /// <exception cref="InvalidResponseException">The body is something else, such as a sign-in page.</exception>
    public void ReadNoContent(OperationContext context)
    {
        if (IsWhiteSpace(context.Body.Bytes))
        {
            recorder.RecordResponse(context);
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

    private static bool IsWhiteSpace(ReadOnlySpan<byte> body) => body.TrimStart(" \t\r\n"u8).IsEmpty;

    private T ReadBody<T>(OperationContext context, ReadValue<T> read)
        where T : class
    {
        if (context.Body.IsCut)
        {
            throw new JsonFormatException("The body is larger than MaxResponseBytes.", "$", context.Body.Length);
        }

        // An operation without a result may have an empty response.
        if (context.Response!.StatusCode == 204 && NoContent.Instance is T noContent)
        {
            return noContent;
        }

        var reader = new ModelReader(context.Body.Bytes);
        var result = read(ref reader);
        reader.ThrowIfMismatched();
        reader.ReadEnd();
        recorder.RecordUnexpectedMembers(context, reader.UnexpectedMembers);
        recorder.RecordUnmappedMembers(context, reader.UnmappedMembers);
        return result ?? throw new JsonFormatException("The body is null where a value was expected.", "$", 0);
    }
}
