namespace IdentitySdk.Tests;

/// <summary>One operation, with all or with the fewest arguments, and one of the successes it declares.</summary>
internal sealed record ContractCall(Operation Operation, bool All, int Status)
{
    /// <summary>Every declared success with all arguments and with the fewest.</summary>
    public static IEnumerable<ContractCall> Of(Operation operation) =>
        from success in operation.Successes
        from all in new[] { true, false }
        select new ContractCall(operation, all, int.Parse(success.Name));

    /// <summary>Calls the operation; returns what is wrong, or null.</summary>
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

            var result = await sdk.CallAsync(Operation, new Samples(Operation.Specification, All).Arguments(Operation, method)).WaitAsync(TimeSpan.FromSeconds(30), cancellationToken);
            return watch.Problem ?? (result is null && method.ReturnType.IsGenericType ? "there is no result" : null);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return watch.Problem ?? $"{fault.GetType().Name}: {fault.Message} {(fault as IdentityApiException)?.RawBody}";
        }
    }

    public override string ToString() => $"{Operation} ({(All ? "all arguments" : "fewest arguments")}, {Status})";
}
