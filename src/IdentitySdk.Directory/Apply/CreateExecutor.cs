namespace IdentitySdk.Directories;

/// <summary>Applies a creation without ever creating two accounts: an account that may exist is searched for until it must be visible.</summary>
internal sealed class CreateExecutor(ChangeContext context)
{
    private const int MaxAttempts = 2;

    public async Task<ChangeResult> ApplyAsync(PlannedChange change, ChangeHistory.Entry past, CancellationToken cancellationToken)
    {
        var found = past.IsOpen
            ? await AwaitAsync(change, context.Left(past.LastAttempt), cancellationToken).ConfigureAwait(false)
            : await FindAsync(change, cancellationToken).ConfigureAwait(false);
        if (found is not null)
        {
            return Adopt(change, found, past.IsOpen);
        }

        DirectoryException? unknown = null;
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            var user = await NewUserAsync(change, cancellationToken).ConfigureAwait(false);
            await context.IntendAsync(change, user: null).ConfigureAwait(false);
            try
            {
                return new(change, ChangeOutcome.Applied, (await context.Directory.CreateAsync(user, cancellationToken).ConfigureAwait(false)).Id);
            }
            catch (DirectoryException exception) when (exception.Error == DirectoryError.AlreadyExists)
            {
                found = await AwaitAsync(change, context.Options.ConsistencyDelay, cancellationToken).ConfigureAwait(false);
                return found is not null
                    ? Adopt(change, found, past.IsOpen || attempt > 1)
                    : new(change, ChangeOutcome.Refused, null, exception.Message) { Exception = exception };
            }
            catch (DirectoryException exception) when (exception.Error == DirectoryError.OutcomeUnknown)
            {
                unknown = exception;
                context.MarkUnknown(change);
                if (await AwaitAsync(change, context.Options.ConsistencyDelay, cancellationToken).ConfigureAwait(false) is { } created)
                {
                    return Adopt(change, created, wasSent: true);
                }
            }
        }

        return new(change, ChangeOutcome.Unknown, null, unknown!.Message) { Exception = unknown };
    }

    private async Task<DirectoryUser?> AwaitAsync(PlannedChange change, TimeSpan time, CancellationToken cancellationToken)
    {
        var (_, found) = await context.PollAsync(
            time, () => FindAsync(change, cancellationToken), user => user is not null, cancellationToken).ConfigureAwait(false);
        return found;
    }

    /// <summary>Finds the account by the vendor's unique key, or else by the plan's key.</summary>
    private async Task<DirectoryUser?> FindAsync(PlannedChange change, CancellationToken cancellationToken)
    {
        var unique = context.Directory.Capabilities.CreatedBy;
        var found = await context.Directory.FindAsync(unique, change.After[unique.Of].Text!, cancellationToken).ConfigureAwait(false);
        return found is null && context.Plan.Match != unique && context.Directory.Capabilities.CanFindBy(context.Plan.Match)
            ? await context.Directory.FindAsync(context.Plan.Match, change.Key, cancellationToken).ConfigureAwait(false)
            : found;
    }

    /// <summary>Takes an account with the planned values as the created one. Any other account is left unchanged.</summary>
    private static ChangeResult Adopt(PlannedChange change, DirectoryUser found, bool wasSent) => DriftCheck.Has(found, change.After)
        ? new(change, wasSent ? ChangeOutcome.Applied : ChangeOutcome.AlreadySo, found.Id)
        : new(change, ChangeOutcome.Drifted, found.Id, "an account with this key exists and has other values");

    private async Task<NewUser> NewUserAsync(PlannedChange change, CancellationToken cancellationToken) => new(change.After)
    {
        Password = context.Options.InitialPassword is { } create ? await create(change, cancellationToken).ConfigureAwait(false) : null,
    };
}
