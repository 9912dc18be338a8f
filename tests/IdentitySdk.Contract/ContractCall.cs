namespace IdentitySdk.Tests;

/// <summary>A call of one operation that expects one of its declared success statuses.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Arguments">All arguments, only the required ones, or the required ones with a body that was read from a server.</param>
/// <param name="Status">The status.</param>
internal sealed record ContractCall(Operation Operation, string Arguments, int Status)
{
    private const string All = "all arguments";
    private const string Required = "required arguments";
    private const string Read = "a body that was read";

    /// <summary>Every declared success status, with each kind of arguments.</summary>
    public static IEnumerable<ContractCall> Of(Operation operation) =>
        from success in operation.Successes
        from arguments in operation.BodySchema is null ? new[] { All, Required } : [All, Required, Read]
        select new ContractCall(operation, arguments, int.Parse(success.Name));

    /// <summary>Calls the operation and returns the problem, or null.</summary>
    public async Task<string?> RunAsync(Uri address, CancellationToken cancellationToken)
    {
        using var watch = new ViolationWatch(Status);
        using var sdk = new Sdk(Operation.Specification.Vendor, watch, address);
        try
        {
            if (Sdk.Find(Operation) is not { } method)
            {
                return "the SDK has no method for it";
            }

            var arguments = new Samples(Operation.Specification, Arguments == All).Arguments(Operation, method);
            if (Arguments == Read)
            {
                Samples.SetBody(arguments, method, type => SampleJson.Of(Operation.Specification, Operation.BodySchema!, "body").ToObject(type)!);
            }

            var result = await sdk.CallAsync(Operation, arguments).WaitAsync(TimeSpan.FromSeconds(30), cancellationToken);
            return watch.Problem ?? (result is null && method.ReturnType.IsGenericType ? "the method returned no result" : null);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            var described = $"{exception.GetType().Name}: {exception.Message} {(exception as IdentityApiException)?.RawBody}";
            return watch.Problem is { } problem ? $"{problem}; {described}" : described;
        }
    }

    public override string ToString() => $"{Operation} ({Arguments}, {Status})";
}
