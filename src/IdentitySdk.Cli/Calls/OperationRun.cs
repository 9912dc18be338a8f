using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Output;
using IdentitySdk.Cli.Vendors;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Cli.Calls;

/// <summary>Runs an operation as a raw call of a connection, and writes what it returns.</summary>
/// <param name="connection">Whom to call.</param>
/// <param name="operation">What to call.</param>
/// <param name="settings">How records are written.</param>
/// <param name="context">The environment of the command.</param>
internal sealed class OperationRun(VendorConnection connection, Operation operation, OutputSettings settings, CliContext context)
{
    /// <summary>The values in the path, the query and the body.</summary>
    public RawRequest Request { get; } = new();

    /// <summary>How many items of a list to write at most; null for one page.</summary>
    public int? Take { get; init; }

    /// <summary>Items per page; null for the vendor's default.</summary>
    public int? PageSize { get; init; }

    /// <summary>Puts a user's id, and the parameters of a call about it, where the operation has them.</summary>
    public void Address(UserCall call, string id)
    {
        if (operation.PathValues.Any(value => value.Name == call.Id))
        {
            Request.Path[call.Id] = id;
        }
        else
        {
            Request.Query.Add(call.Id, id);
        }

        foreach (var (name, value) in call.Query)
        {
            Request.Query.Add(name, value);
        }
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await (operation.Paging is null ? SendAsync(cancellationToken) : ListAsync(operation.Paging, cancellationToken));
        }
        catch (ArgumentException exception) when (exception is not ArgumentNullException)
        {
            throw UsageException.From(operation.Id, exception);
        }
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        var result = connection.Vendor.Open(await connection.Raw.SendAsync(operation.Method, operation.Template, Request, cancellationToken));
        if (result.Type == JTokenType.Null)
        {
            context.Note($"{operation.Id} is done; {connection.Vendor.DisplayName} returns nothing.");
            return;
        }

        await WriteAsync(settings, context, result);
    }

    /// <summary>Writes a result: an array is a list of records, everything else one.</summary>
    public static async Task WriteAsync(OutputSettings settings, CliContext context, JToken result)
    {
        if (result is not JArray items)
        {
            await RecordOutput.WriteOneAsync(settings, context, new OutputRecord(result));
            return;
        }

        using var output = RecordOutput.ForList(settings, context);
        foreach (var item in items)
        {
            output.Write(new OutputRecord(item));
        }

        await output.EndAsync();
    }

    private Task ListAsync(PagingForm paging, CancellationToken cancellationToken)
    {
        Request.Paging = connection.Vendor.Paging(paging.Style, paging.Items, paging.Cursor, paging.Size);
        return ListAsync(connection, operation.Template, Request, PageSize, Take, settings, context, cancellationToken);
    }

    /// <summary>Writes a list: one page, or as many items as asked for.</summary>
    public static async Task ListAsync(
        VendorConnection connection, string path, RawRequest request, int? pageSize, int? take, OutputSettings settings, CliContext context,
            CancellationToken cancellationToken)
    {
        using var output = RecordOutput.ForList(settings, context);
        using var progress = new Progress(context, "records", () => connection.RateLimits);
        var copy = new RecordCopy(output, progress);
        var hasMore = false;
        await copy.AddAsync(token => Records(token), take ?? int.MaxValue, cancellationToken);
        await output.EndAsync();
        progress.End();
        if (hasMore)
        {
            context.Note("there are more pages; --all lists them.");
        }

        async IAsyncEnumerable<OutputRecord> Records([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token)
        {
            await foreach (var page in connection.Raw.ListAllAsync(path, request, token).AsPages(pageSize: pageSize).WithCancellation(token))
            {
                foreach (var item in page.Items)
                {
                    token.ThrowIfCancellationRequested();
                    yield return new OutputRecord(item);
                }

                if (take is null)
                {
                    hasMore = page.ContinuationToken is not null;
                    yield break;
                }
            }
        }
    }
}
