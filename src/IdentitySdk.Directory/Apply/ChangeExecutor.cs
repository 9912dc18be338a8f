namespace IdentitySdk.Directories;

/// <summary>Applies a change to an existing user: reads, compares, writes the intent, writes, and resolves an unknown outcome by reading.</summary>
internal sealed class ChangeExecutor(ChangeContext context)
{
    public async Task<ChangeResult> ApplyAsync(PlannedChange change, ChangeHistory.Entry past, CancellationToken cancellationToken)
    {
        var wasSent = past.IsOpen;
        for (var attempt = 1; ; attempt++)
        {
            var user = await context.Directory.GetAsync(change.UserId!, cancellationToken).ConfigureAwait(false);
            switch (DriftCheck.Of(change, user, context.Directory.Capabilities, wasSent))
            {
                case Drift.AlreadySo:
                    return new(change, wasSent ? ChangeOutcome.Applied : ChangeOutcome.AlreadySo, change.UserId);
                case Drift.Drifted:
                    var reason = user is null ? "the user no longer exists" : "the user has changed since the plan was created";
                    return new(change, ChangeOutcome.Drifted, change.UserId, reason);
            }

            if (context.Protected.Contains(user!))
            {
                return new(change, ChangeOutcome.Refused, change.UserId, "the user is protected");
            }

            await context.IntendAsync(change, user).ConfigureAwait(false);
            var wasSentBefore = wasSent;
            wasSent = true;
            try
            {
                await WriteAsync(change, cancellationToken).ConfigureAwait(false);
                return new(change, ChangeOutcome.Applied, change.UserId);
            }
            catch (DirectoryException exception) when (exception.Error is not (DirectoryError.OutcomeUnknown or DirectoryError.Unavailable))
            {
                // A late write of a killed run may have arrived between the read and this write.
                user = await context.Directory.GetAsync(change.UserId!, cancellationToken).ConfigureAwait(false);
                if (DriftCheck.IsDone(change, user, context.Directory.Capabilities))
                {
                    return new(change, wasSentBefore ? ChangeOutcome.Applied : ChangeOutcome.AlreadySo, change.UserId);
                }

                throw;
            }
            catch (DirectoryException exception) when (exception.Error == DirectoryError.OutcomeUnknown)
            {
                context.MarkUnknown(change);
                if (attempt == 2)
                {
                    return await ResolveAsync(change, exception, cancellationToken).ConfigureAwait(false);
                }
            }
        }
    }

    private async Task<ChangeResult> ResolveAsync(PlannedChange change, DirectoryException exception, CancellationToken cancellationToken)
    {
        var (isDone, _) = await context.PollAsync(
            context.Options.ConsistencyDelay,
            () => context.Directory.GetAsync(change.UserId!, cancellationToken),
            user => DriftCheck.IsDone(change, user, context.Directory.Capabilities),
            cancellationToken).ConfigureAwait(false);
        return isDone
            ? new(change, ChangeOutcome.Applied, change.UserId)
            : new(change, ChangeOutcome.Unknown, change.UserId, exception.Message) { Exception = exception };
    }

    private Task WriteAsync(PlannedChange change, CancellationToken cancellationToken) => change.Action is { } action
        ? context.Directory.PerformAsync(change.UserId!, action, cancellationToken)
        : context.Directory.UpdateAsync(change.UserId!, change.After, cancellationToken);
}
