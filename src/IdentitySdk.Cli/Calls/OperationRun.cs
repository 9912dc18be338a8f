using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Output;
using IdentitySdk.Cli.Vendors;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Cli.Calls;

/// <summary>Runs an operation as a raw call, and writes the result.</summary>
/// <param name="connection">The connection to the vendor.</param>
/// <param name="operation">The operation.</param>
/// <param name="settings">The output settings.</param>
/// <param name="context">The environment of the command.</param>
internal sealed class OperationRun(VendorConnection connection, Operation operation, OutputSettings settings, CliContext context)
{
    /// <summary>The values in the path, the query and the body.</summary>
    public RawRequest Request { get; } = new();

    /// <summary>The maximum number of items of a list; null for one page.</summary>
    public int? Take { get; init; }

    /// <summary>Items per page; null for the vendor's default.</summary>
    public int? PageSize { get; init; }

    /// <summary>Adds a user's id and the parameters of the call to path and query.</summary>
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
            context.Note($"{operation.Id} succeeded; {connection.Vendor.DisplayName} returns no body.");
            return;
        }

        await WriteAsync(settings, context, result);
    }

    /// <summary>Writes a result: an array as a list of records, any other value as one record.</summary>
    public static Task WriteAsync(OutputSettings settings, CliContext context, JToken result) => result is JArray items
        ? RecordOutput.WriteListAsync(settings, context, items.Select(static item => new OutputRecord(item)))
        : RecordOutput.WriteOneAsync(settings, context, new OutputRecord(result));

    private Task ListAsync(PagingForm paging, CancellationToken cancellationToken)
    {
        Request.Paging = connection.Vendor.Paging(paging.Style, paging.Items, paging.Cursor, paging.Size);
        return ListAsync(connection, operation.Template, Request, PageSize, Take, settings, context, cancellationToken);
    }

    /// <summary>Writes a list: one page, or the given number of items.</summary>
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
            context.Note("there are more pages: use --all to list them.");
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
