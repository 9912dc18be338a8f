namespace IdentitySdk.Directories.Conformance;

/// <summary>A rule that every user directory must satisfy.</summary>
/// <remarks>
/// A law creates its own users and does not delete them; it never changes other users. Laws skip what the directory does not support. A separate law checks
/// that unsupported operations throw <see cref="NotSupportedException"/>.
/// </remarks>
public sealed class DirectoryLaw
{
    private readonly Func<LawSubject, CancellationToken, Task> _check;

    internal DirectoryLaw(string name, string description, Func<LawSubject, CancellationToken, Task> check) =>
        (Name, Description, _check) = (name, description, check);

    /// <summary>The name, for use as a test name.</summary>
    public string Name { get; }

    /// <summary>What the law requires.</summary>
    public string Description { get; }

    /// <summary>Checks the law.</summary>
    /// <param name="subject">The directory and the settings of the laws.</param>
    /// <param name="cancellationToken">Cancels the check.</param>
    /// <returns>A task that completes if the directory satisfies the law.</returns>
    /// <exception cref="LawBrokenException">The directory breaks the law.</exception>
    public async Task CheckAsync(LawSubject subject, CancellationToken cancellationToken = default)
    {
        try
        {
            await _check(subject ?? throw new ArgumentNullException(nameof(subject)), cancellationToken).ConfigureAwait(false);
        }
        catch (LawBrokenException exception)
        {
            throw new LawBrokenException($"{Name}: {exception.Message}", exception.InnerException);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new LawBrokenException($"{Name}: {exception.GetType().Name}: {exception.Message}", exception);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
