namespace IdentitySdk.Tests;

/// <summary>A call of one operation, with all or only required arguments, that expects one of its declared success statuses.</summary>
internal sealed record ContractCall(Operation Operation, bool All, int Status)
{
    /// <summary>Every declared success status, with all arguments and with only the required ones.</summary>
    public static IEnumerable<ContractCall> Of(Operation operation) =>
        from success in operation.Successes
        from all in new[] { true, false }
        select new ContractCall(operation, all, int.Parse(success.Name));

    /// <summary>Calls the operation and returns the problem, or null.</summary>
    public async Task<string?> RunAsync(Uri address, CancellationToken cancellationToken)
    {
        using var watch = new ViolationWatch(Status);
        using var sdk = new Sdk(Operation.Specification.Vendor, watch, address);
        try
        {
            if (Sdk.Find(Operation) is not { } method)
            {
                return "the SDK has no such method";
            }

            var arguments = new Samples(Operation.Specification, All).Arguments(Operation, method);
            var result = await sdk.CallAsync(Operation, arguments).WaitAsync(TimeSpan.FromSeconds(30), cancellationToken);
            return watch.Problem ?? (result is null && method.ReturnType.IsGenericType ? "there is no result" : null);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return watch.Problem ?? $"{exception.GetType().Name}: {exception.Message} {(exception as IdentityApiException)?.RawBody}";
        }
    }

    public override string ToString() => $"{Operation} ({(All ? "all arguments" : "required arguments")}, {Status})";
}
