using IdentitySdk.Cli.Hosting;
using IdentitySdk.Cli.Output;
using IdentitySdk.Cli.Vendors;

namespace IdentitySdk.Cli.Commands;

/// <summary>Copies users from vendors to a writer, one at a time, in constant memory.</summary>
internal sealed class UserListing(IUserWriter writer, CliContext context) : IDisposable
{
    private readonly TextWriter _output = context.Console.Out;
    private readonly Progress _progress = new(context.Console, context.TimeProvider);
    private bool _hasBegun;

    /// <summary>Lists at most <paramref name="take"/> users of each source.</summary>
    public async Task RunAsync(IEnumerable<IUserSource> sources, UserQuery query, int take, CancellationToken cancellationToken)
    {
        foreach (var source in sources)
        {
            await CopyAsync(source, query, take, cancellationToken);
        }

        Begin();
        writer.End();
        await _output.FlushAsync(CancellationToken.None);
        _progress.End();
    }

    public void Dispose() => _progress.Dispose();

    private async Task CopyAsync(IUserSource source, UserQuery query, int take, CancellationToken cancellationToken)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var users = source.ListAsync(query, stopping.Token).GetAsyncEnumerator(stopping.Token);
        for (var left = take; left > 0; left--)
        {
            var next = users.MoveNextAsync();
            if (!(next.IsCompleted ? await next : await FlushDuringAsync(next.AsTask(), stopping)))
            {
                return;
            }

            Begin();
            writer.Write(users.Current);
            _progress.Add();
        }
    }

    /// <summary>Shows the users received so far while the next page is requested.</summary>
    private async Task<bool> FlushDuringAsync(Task<bool> next, CancellationTokenSource stopping)
    {
        try
        {
            await _output.FlushAsync(CancellationToken.None);
        }
        catch
        {
            // The output is closed; the list must have stopped before it can be disposed.
            await stopping.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }

        return await next;
    }

    /// <summary>Called with the first user: a list that fails at once writes no heading.</summary>
    private void Begin()
    {
        if (!_hasBegun)
        {
            _hasBegun = true;
            writer.Begin();
        }
    }
}
