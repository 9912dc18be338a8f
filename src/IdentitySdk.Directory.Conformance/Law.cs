namespace IdentitySdk.Directories.Conformance;

/// <summary>Assertions of the laws.</summary>
internal static class Law
{
    public static void That(bool holds, string message)
    {
        if (!holds)
        {
            throw new LawBrokenException(message);
        }
    }

    /// <summary>Requires all expected values; a value of another type with the same content is the same.</summary>
    public static void SameValues(UserValues actual, UserValues expected, string when)
    {
        foreach (var item in expected)
        {
            var value = actual[item.Key];
            That(value == item.Value || (value.Type is { } type && item.Value.As(type) == value), $"{item.Key} is not the expected value {when}.");
        }
    }

    public static async Task ThrowsAsync<T>(Func<Task> call, string what, Func<T, bool>? holds = null)
        where T : Exception
    {
        try
        {
            await call().ConfigureAwait(false);
        }
        catch (T expected) when (holds is null || holds(expected))
        {
            return;
        }
        catch (Exception other)
        {
            throw new LawBrokenException($"{what} threw {other.GetType().Name} ({other.Message}) instead of {typeof(T).Name}.", other);
        }

        throw new LawBrokenException($"{what} did not throw {typeof(T).Name}.");
    }

    public static Task FailsAsync(DirectoryError error, Func<Task> call, string what) =>
        ThrowsAsync<DirectoryException>(call, what + $" (expected {error})", exception => exception.Error == error);

    public static async Task<List<DirectoryUser>> ListAsync(LawSubject subject, CancellationToken cancellationToken)
    {
        var users = new List<DirectoryUser>();
        await foreach (var user in subject.Directory.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            users.Add(user);
        }

        return users;
    }
}
