namespace IdentitySdk.Directories.Conformance;

/// <summary>Laws of creations and updates.</summary>
internal static class WritingLaws
{
    private static readonly UserAttribute s_unknownAttribute = UserAttribute.Custom("thisDirectoryHasNoSuchAttribute");

    public static async Task UpdateReadsBackAsync(LawSubject subject, CancellationToken cancellationToken)
    {
        var user = await subject.CreateAsync(subject.NewValues(), cancellationToken).ConfigureAwait(false);
        var other = subject.NewValues();
        foreach (var item in other)
        {
            var change = UserValues.Of((item.Key, item.Value));
            await subject.Directory.UpdateAsync(user.Id, change, cancellationToken).ConfigureAwait(false);
            Law.SameValues((await subject.ReadAsync(user.Id, cancellationToken).ConfigureAwait(false)).Values, change, "after its update");
        }

        Law.SameValues((await subject.ReadAsync(user.Id, cancellationToken).ConfigureAwait(false)).Values, other, "after updates of other attributes");
    }

    public static async Task ClearedIsNoneAsync(LawSubject subject, CancellationToken cancellationToken)
    {
        var user = await subject.CreateAsync(subject.NewValues(), cancellationToken).ConfigureAwait(false);
        foreach (var definition in subject.Writable.Where(definition => definition.CanClear).ToList())
        {
            await subject.Directory.UpdateAsync(user.Id, UserValues.Of((definition.Attribute, AttributeValue.None)), cancellationToken).ConfigureAwait(false);
            var read = await subject.ReadAsync(user.Id, cancellationToken).ConfigureAwait(false);
            Law.That(read.Values[definition.Attribute].IsNone, $"{definition.Attribute} has a value after it was cleared.");
        }
    }

    public static async Task UpdateLeavesAllElseAsync(LawSubject subject, CancellationToken cancellationToken)
    {
        var before = await subject.CreateAsync(subject.NewValues(), cancellationToken).ConfigureAwait(false);
        foreach (var item in subject.NewValues())
        {
            await subject.Directory.UpdateAsync(before.Id, UserValues.Of((item.Key, item.Value)), cancellationToken).ConfigureAwait(false);
            var after = await subject.ReadAsync(before.Id, cancellationToken).ConfigureAwait(false);
            var changed = before.Values.Attributes.Concat(after.Values.Attributes)
                .Where(attribute => attribute != item.Key && before.Values[attribute] != after.Values[attribute]).ToList();
            Law.That(changed.Count == 0, $"an update of {item.Key} also changed {string.Join(", ", changed)}.");
            Law.That(after.State == before.State && after.NativeStatus == before.NativeStatus, $"an update of {item.Key} changed the state.");
            before = after;
        }
    }

    public static async Task UpdateTwiceAsync(LawSubject subject, CancellationToken cancellationToken)
    {
        var user = await subject.CreateAsync(subject.NewValues(), cancellationToken).ConfigureAwait(false);
        var values = subject.NewValues();
        await subject.Directory.UpdateAsync(user.Id, values, cancellationToken).ConfigureAwait(false);
        var once = await subject.ReadAsync(user.Id, cancellationToken).ConfigureAwait(false);
        await subject.Directory.UpdateAsync(user.Id, values, cancellationToken).ConfigureAwait(false);
        var twice = await subject.ReadAsync(user.Id, cancellationToken).ConfigureAwait(false);
        Law.That(once.Values.SameAs(twice.Values) && once.NativeStatus == twice.NativeStatus, "the second update changed something.");
    }

    public static async Task TakenKeyAsync(LawSubject subject, CancellationToken cancellationToken)
    {
        var key = subject.Capabilities.CreatedBy;
        var user = await subject.CreateAsync(subject.NewValues(), cancellationToken).ConfigureAwait(false);
        var second = subject.NewValues().With(key.Of, user.Values[key.Of]);
        await Law.FailsAsync(
            DirectoryError.AlreadyExists,
            () => subject.Directory.CreateAsync(subject.NewUser(second), cancellationToken),
            $"a creation with a taken {key}").ConfigureAwait(false);
        var users = await Law.ListAsync(subject, cancellationToken).ConfigureAwait(false);
        Law.That(
            users.Count(other => string.Equals(other.Values[key.Of].Text, user.Values[key.Of].Text, StringComparison.OrdinalIgnoreCase)) <= 1,
            $"a second user with the same {key} was created.");
    }

    public static async Task BadValuesAsync(LawSubject subject, CancellationToken cancellationToken)
    {
        var user = await subject.CreateAsync(subject.NewValues(), cancellationToken).ConfigureAwait(false);
        if (!subject.Capabilities.AllowsCustomAttributes)
        {
            await Law.ThrowsAsync<NotSupportedException>(
                () => subject.Directory.UpdateAsync(user.Id, UserValues.Of((s_unknownAttribute, "x")), cancellationToken),
                "an unsupported attribute").ConfigureAwait(false);
        }

        foreach (var unsupported in UserAttribute.Standard.Where(attribute => subject.Capabilities.Find(attribute) is not { CanWrite: true }))
        {
            await Law.ThrowsAsync<NotSupportedException>(
                () => subject.Directory.UpdateAsync(user.Id, UserValues.Of((unsupported, "x")), cancellationToken),
                $"an update of {unsupported}, which cannot be written,",
                exception => exception.Message.Contains(subject.Capabilities.Vendor)).ConfigureAwait(false);
        }

        foreach (var required in subject.Capabilities.Attributes.Where(definition => definition.IsRequired))
        {
            var values = subject.NewValues().With(required.Attribute, AttributeValue.None);
            await Law.ThrowsAsync<ArgumentException>(
                () => subject.Directory.CreateAsync(new NewUser(values), cancellationToken), $"a creation without {required.Attribute}").ConfigureAwait(false);
        }
    }
}
