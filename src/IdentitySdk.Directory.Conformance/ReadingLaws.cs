namespace IdentitySdk.Directories.Conformance;

/// <summary>Laws of lists, reads and searches.</summary>
internal static class ReadingLaws
{
    private static readonly string[] s_hostile =
    [
        "*", "%", "law.*", "!nobody@example.com", "\" or id pr or profile.login eq \"", "' or 1=1 --", "a/b@example.com", "..", ".", "a\\b", "a&email=*",
        "law.ö*?#%2f@example.com",
    ];

    public static async Task CreatedReadsBackAsync(LawSubject subject, CancellationToken cancellationToken)
    {
        var values = subject.NewValues();
        var user = await subject.CreateAsync(values, cancellationToken).ConfigureAwait(false);
        Law.SameValues(user.Values, values, "after the creation");
        Law.That(user.State != UserState.Unknown, $"the state of a new user ({user.NativeStatus}) is unknown.");
    }

    public static async Task FoundByEveryKeyAsync(LawSubject subject, CancellationToken cancellationToken)
    {
        var user = await subject.CreateAsync(subject.NewValues(), cancellationToken).ConfigureAwait(false);
        var keys = subject.Capabilities.Keys.Concat(subject.Capabilities.FindsByCustomAttributes ? subject.CustomAttributes.Select(UserKey.Attribute) : []);
        foreach (var key in keys.Distinct().Where(key => user.Values[key.Of].Text is not null))
        {
            foreach (var value in new[] { user.Values[key.Of].Text!, user.Values[key.Of].Text!.ToUpperInvariant() })
            {
                var found = await subject.EventuallyAsync(
                    () => subject.Directory.FindAsync(key, value, cancellationToken), found => found is not null, cancellationToken).ConfigureAwait(false);
                Law.That(found?.Id == user.Id, $"a new user is not found by {key}{(value == user.Values[key.Of].Text ? "" : " in upper case")}.");
            }
        }
    }

    public static async Task ListIsCompleteAsync(LawSubject subject, CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        for (var number = 0; number < 3; number++)
        {
            ids.Add((await subject.CreateAsync(subject.NewValues(), cancellationToken).ConfigureAwait(false)).Id);
        }

        if (subject.Capabilities.Allows(UserAction.Deactivate, (await subject.ReadAsync(ids[0], cancellationToken).ConfigureAwait(false)).State))
        {
            await subject.Directory.DeactivateAsync(ids[0], cancellationToken).ConfigureAwait(false);
        }

        bool HasAll(List<DirectoryUser> users) => ids.All(id => users.Exists(user => user.Id == id));
        var users = await subject.EventuallyAsync(() => Law.ListAsync(subject, cancellationToken), HasAll, cancellationToken).ConfigureAwait(false);
        Law.That(HasAll(users), "a user is missing in a list.");
        Law.That(users.Select(user => user.Id).Distinct().Count() == users.Count, "a list has a user twice.");
    }

    public static async Task UnknownAsync(LawSubject subject, CancellationToken cancellationToken)
    {
        var user = await subject.Directory.GetAsync(subject.UnknownId, cancellationToken).ConfigureAwait(false);
        Law.That(user is null, "Get of an unknown id does not return null.");
        foreach (var key in subject.Capabilities.Keys)
        {
            var found = await subject.Directory.FindAsync(key, "nobody.at.all@example.com", cancellationToken).ConfigureAwait(false);
            Law.That(found is null, $"Find of an unknown {key} does not return null.");
        }

        foreach (var action in subject.Capabilities.Actions)
        {
            await Law.FailsAsync(
                DirectoryError.NotFound,
                () => subject.Directory.PerformAsync(subject.UnknownId, action.Action, cancellationToken),
                $"{action.Action} of an unknown id").ConfigureAwait(false);
        }

        var text = subject.Writable.First(definition => definition.Type is null or AttributeType.Text);
        await Law.FailsAsync(
            DirectoryError.NotFound,
            () => subject.Directory.UpdateAsync(subject.UnknownId, UserValues.Of((text.Attribute, subject.Value(text, "9x9"))), cancellationToken),
            "an update of an unknown id").ConfigureAwait(false);
        await Law.ThrowsAsync<ArgumentException>(() => subject.Directory.GetAsync("", cancellationToken), "an empty id").ConfigureAwait(false);
    }

    public static async Task HostileKeysAsync(LawSubject subject, CancellationToken cancellationToken)
    {
        await subject.CreateAsync(subject.NewValues(), cancellationToken).ConfigureAwait(false);
        foreach (var key in subject.Capabilities.Keys)
        {
            foreach (var value in s_hostile)
            {
                var found = await subject.Directory.FindAsync(key, value, cancellationToken).ConfigureAwait(false);
                Law.That(found is null, $"a user is found by the {key} {value}.");
            }
        }
    }

    public static async Task SourceAsync(LawSubject subject, CancellationToken cancellationToken)
    {
        var created = await subject.CreateAsync(subject.NewValues(), cancellationToken).ConfigureAwait(false);
        if (TrySource(created) is not { } model)
        {
            return;
        }

        var listed = await subject.EventuallyAsync(
            async () => (await Law.ListAsync(subject, cancellationToken).ConfigureAwait(false)).Find(user => user.Id == created.Id),
            user => user is not null,
            cancellationToken).ConfigureAwait(false);
        Law.That(listed is not null && TrySource(listed)?.GetType() == model.GetType(), "a listed user has no model of the same type as a user that was read.");
    }

    private static object? TrySource(DirectoryUser user)
    {
        try
        {
            return user.Source<object>();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
