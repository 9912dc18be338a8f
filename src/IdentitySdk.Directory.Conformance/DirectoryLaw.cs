namespace IdentitySdk.Directories.Conformance;

/// <summary>A law that every user directory keeps.</summary>
/// <remarks>
/// A law creates users of its own and leaves them there; it never touches others. What a directory does not have it must refuse by
/// <see cref="NotSupportedException"/>, which a law of its own checks; the other laws skip it.
/// </remarks>
public sealed class DirectoryLaw
{
    private readonly Func<LawSubject, CancellationToken, Task> _check;

    internal DirectoryLaw(string name, string description, Func<LawSubject, CancellationToken, Task> check) =>
        (Name, Description, _check) = (name, description, check);

    /// <summary>A short name, usable as the name of a test.</summary>
    public string Name { get; }

    /// <summary>What must hold.</summary>
    public string Description { get; }

    /// <summary>Checks the law.</summary>
    /// <param name="subject">The directory, and what the kit has to know of it.</param>
    /// <param name="cancellationToken">Cancels the check.</param>
    /// <returns>A task that completes when the law holds.</returns>
    /// <exception cref="LawBrokenException">It does not.</exception>
    public async Task CheckAsync(LawSubject subject, CancellationToken cancellationToken = default)
    {
        try
        {
            await _check(subject ?? throw new ArgumentNullException(nameof(subject)), cancellationToken).ConfigureAwait(false);
        }
        catch (LawBrokenException broken)
        {
            throw new LawBrokenException($"{Name}: {broken.Message}", broken.InnerException);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new LawBrokenException($"{Name}: {exception.GetType().Name}: {exception.Message}", exception);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
