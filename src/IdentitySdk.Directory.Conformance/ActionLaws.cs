namespace IdentitySdk.Directories.Conformance;

/// <summary>Laws of actions, unsupported operations and cancellation.</summary>
internal static class ActionLaws
{
    private static readonly UserAction[] s_actions =
        [UserAction.Activate, UserAction.Suspend, UserAction.Resume, UserAction.Unlock, UserAction.Deactivate, UserAction.Delete];


    public static async Task SuspendAndResumeAsync(LawSubject subject, CancellationToken cancellationToken)
    {
        var before = await subject.CreateAsync(subject.NewValues(), cancellationToken).ConfigureAwait(false);
        if (!subject.Capabilities.Allows(UserAction.Suspend, before))
        {
            return;
        }

        await subject.Directory.SuspendAsync(before.Id, cancellationToken).ConfigureAwait(false);
        var suspended = await subject.ReadAsync(before.Id, cancellationToken).ConfigureAwait(false);
        Law.That(suspended is { State: UserState.Suspended, CanSignIn: false }, $"a suspended user is {suspended.State} ({suspended.NativeStatus}).");
        await subject.Directory.ResumeAsync(before.Id, cancellationToken).ConfigureAwait(false);
        var after = await subject.ReadAsync(before.Id, cancellationToken).ConfigureAwait(false);
        var isRestored = after.State == before.State && after.NativeStatus == before.NativeStatus;
        Law.That(isRestored, $"a resumed user is {after.NativeStatus} and was {before.NativeStatus}.");
        Law.That(after.Values.SameAs(before.Values), "suspending and resuming a user changed an attribute.");
    }

    public static async Task DeactivateAndActivateAsync(LawSubject subject, CancellationToken cancellationToken)
    {
        var user = await subject.CreateAsync(subject.NewValues(), cancellationToken).ConfigureAwait(false);
        if (!subject.Capabilities.Allows(UserAction.Deactivate, user))
        {
            return;
        }

        await subject.Directory.DeactivateAsync(user.Id, cancellationToken).ConfigureAwait(false);
        var deactivated = await subject.ReadAsync(user.Id, cancellationToken).ConfigureAwait(false);
        Law.That(deactivated is { State: UserState.Deactivated, CanSignIn: false }, $"a deactivated user is {deactivated.State} ({deactivated.NativeStatus}).");
        if (subject.Capabilities.Find(UserAction.Activate) is { } activate && activate.From.Contains(UserState.Deactivated))
        {
            await subject.Directory.ActivateAsync(user.Id, cancellationToken).ConfigureAwait(false);
            var active = await subject.ReadAsync(user.Id, cancellationToken).ConfigureAwait(false);
            Law.That(activate.To.Contains(active.State), $"an activated user is {active.State}, which is not in the capabilities.");
        }
    }

    public static async Task TwiceIsOnceAsync(LawSubject subject, CancellationToken cancellationToken)
    {
        foreach (var definition in subject.Capabilities.Actions.Where(definition => definition.Action != UserAction.Delete))
        {
            var user = await subject.CreateAsync(subject.NewValues(), cancellationToken).ConfigureAwait(false);
            if (!await PrepareAsync(subject, user, definition, cancellationToken).ConfigureAwait(false))
            {
                continue;
            }

            await subject.Directory.PerformAsync(user.Id, definition.Action, cancellationToken).ConfigureAwait(false);
            var once = await subject.ReadAsync(user.Id, cancellationToken).ConfigureAwait(false);
            Law.That(definition.To.Contains(once.State), $"{definition.Action} leads to {once.State}, which is not in the capabilities.");
            await subject.Directory.PerformAsync(user.Id, definition.Action, cancellationToken).ConfigureAwait(false);
            var twice = await subject.ReadAsync(user.Id, cancellationToken).ConfigureAwait(false);
            Law.That(once.NativeStatus == twice.NativeStatus && once.Values.SameAs(twice.Values), $"a second {definition.Action} changed something.");
        }
    }

    public static async Task ValuesStayAsync(LawSubject subject, CancellationToken cancellationToken)
    {
        foreach (var definition in subject.Capabilities.Actions.Where(definition => definition.Action != UserAction.Delete))
        {
            var user = await subject.CreateAsync(subject.NewValues(), cancellationToken).ConfigureAwait(false);
            if (await PrepareAsync(subject, user, definition, cancellationToken).ConfigureAwait(false))
            {
                await subject.Directory.PerformAsync(user.Id, definition.Action, cancellationToken).ConfigureAwait(false);
                var after = await subject.ReadAsync(user.Id, cancellationToken).ConfigureAwait(false);
                Law.That(after.Values.SameAs(user.Values), $"{definition.Action} changed an attribute.");
            }
        }
    }

    public static async Task DeletedIsGoneAsync(LawSubject subject, CancellationToken cancellationToken)
    {
        var user = await subject.CreateAsync(subject.NewValues(), cancellationToken).ConfigureAwait(false);
        if (subject.Capabilities.Find(UserAction.Delete) is null)
        {
            return;
        }

        await subject.Directory.DeleteAsync(user.Id, cancellationToken).ConfigureAwait(false);
        Law.That(await subject.Directory.GetAsync(user.Id, cancellationToken).ConfigureAwait(false) is null, "a deleted user can be read.");
        var key = subject.Capabilities.CreatedBy;
        var found = await subject.EventuallyAsync(
            () => subject.Directory.FindAsync(key, user.Values[key.Of].Text!, cancellationToken),
            found => found is null,
            cancellationToken).ConfigureAwait(false);
        Law.That(found is null, "a deleted user can be found.");
        await Law.FailsAsync(
            DirectoryError.NotFound, () => subject.Directory.DeleteAsync(user.Id, cancellationToken), "a second deletion").ConfigureAwait(false);
    }

    public static async Task UnsupportedAsync(LawSubject subject, CancellationToken cancellationToken)
    {
        foreach (var action in s_actions.Where(action => subject.Capabilities.Find(action) is null))
        {
            await Law.ThrowsAsync<NotSupportedException>(
                () => subject.Directory.PerformAsync(subject.UnknownId, action, cancellationToken),
                action.ToString(),
                exception => exception.Message.Contains(subject.Capabilities.Vendor)).ConfigureAwait(false);
        }

        UserKey[] keys = [UserKey.Login, UserKey.Email, UserKey.ExternalId];
        foreach (var key in keys.Where(key => !subject.Capabilities.CanFindBy(key)))
        {
            await Law.ThrowsAsync<NotSupportedException>(
                () => subject.Directory.FindAsync(key, "x", cancellationToken),
                $"Find by {key}",
                exception => exception.Message.Contains(subject.Capabilities.Vendor)).ConfigureAwait(false);
        }
    }

    public static async Task CancelledAsync(LawSubject subject, CancellationToken cancellationToken)
    {
        var user = await subject.CreateAsync(subject.NewValues(), cancellationToken).ConfigureAwait(false);
        var cancelled = new CancellationToken(canceled: true);
        await Law.ThrowsAsync<OperationCanceledException>(() => subject.Directory.GetAsync(user.Id, cancelled), "a cancelled Get").ConfigureAwait(false);
        await Law.ThrowsAsync<OperationCanceledException>(() => Law.ListAsync(subject, cancelled), "a cancelled List").ConfigureAwait(false);
        await Law.ThrowsAsync<OperationCanceledException>(
            () => subject.Directory.UpdateAsync(user.Id, subject.NewValues(), cancelled), "a cancelled Update").ConfigureAwait(false);
        var after = await subject.ReadAsync(user.Id, cancellationToken).ConfigureAwait(false);
        Law.That(after.Values.SameAs(user.Values), "a cancelled update changed something.");
    }

    /// <summary>Puts a user into a state in which the action has an effect, if the directory supports it.</summary>
    private static async Task<bool> PrepareAsync(LawSubject subject, DirectoryUser user, ActionDefinition definition, CancellationToken cancellationToken)
    {
        if (definition.AppliesTo(user))
        {
            return true;
        }

        var first = subject.Capabilities.Actions.FirstOrDefault(
            action => action.Action is UserAction.Suspend or UserAction.Deactivate && action.AppliesTo(user) && action.To.Any(definition.From.Contains));
        if (first is null)
        {
            return false;
        }

        await subject.Directory.PerformAsync(user.Id, first.Action, cancellationToken).ConfigureAwait(false);
        return true;
    }
}
