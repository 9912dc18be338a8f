using IdentitySdk.Cli.Hosting;

namespace IdentitySdk.Cli.Output;

/// <summary>Copies records from their source to the output, one at a time, in constant memory.</summary>
internal sealed class RecordCopy(RecordOutput output, Progress progress)
{
    /// <summary>The number of copied records.</summary>
    public long Count { get; private set; }

    /// <summary>Copies the records of a source.</summary>
    /// <param name="list">Lists the records; it is cancelled when the output fails.</param>
    /// <param name="take">The maximum number of records.</param>
    /// <param name="cancellationToken">Cancels the copy.</param>
    public async Task AddAsync(Func<CancellationToken, IAsyncEnumerable<OutputRecord>> list, int take, CancellationToken cancellationToken)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var records = list(stopping.Token).GetAsyncEnumerator(stopping.Token);
        for (var left = take; left > 0; left--)
        {
            var next = records.MoveNextAsync();
            if (!(next.IsCompleted ? await next : await FlushDuringAsync(next.AsTask(), stopping)))
            {
                return;
            }

            output.Write(records.Current);
            Count++;
            progress.Add();
        }
    }

    /// <summary>Flushes the received records while the next page is requested.</summary>
    private async Task<bool> FlushDuringAsync(Task<bool> next, CancellationTokenSource stopping)
    {
        try
        {
            await output.FlushAsync();
        }
        catch
        {
            // The list must have stopped before it can be disposed.
            await stopping.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }

        return await next;
    }
}
