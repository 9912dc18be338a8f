namespace IdentitySdk.Directories;

/// <summary>What would have to change so that a directory says what a source says: to be looked at, saved, and applied. Immutable.</summary>
/// <remarks>A plan holds personal data and never a secret. It is bound to its tenant; a digest shows if a saved one was edited.</remarks>
public sealed class DirectoryPlan
{
    private readonly Lazy<string> _digest;

    internal DirectoryPlan(PlanHeader header, IReadOnlyList<PlannedChange> changes, IReadOnlyList<SkippedUser> skipped)
    {
        (Header, Changes, Skipped) = (header, changes, skipped);
        Figures = header.Figures with { LosingAccess = changes.Where(change => change.LosesAccess).Select(change => change.UserId).Distinct().Count() };
        _digest = new(() => PlanJson.Digest(this));
    }

    /// <summary>The tenant that the plan is for.</summary>
    public string Tenant => Header.Tenant;

    /// <summary>When the plan was made.</summary>
    public DateTimeOffset Created => Header.Created;

    /// <summary>The key by which people and users were matched.</summary>
    public UserKey Match => Header.Match;

    /// <summary>The attributes that were compared.</summary>
    public IReadOnlyList<UserAttribute> Manage => Header.Manage;

    /// <summary>Who is never touched.</summary>
    public IReadOnlyList<string> Protected => Header.Protected;

    /// <summary>The guard that the plan was made with.</summary>
    public PlanGuard Guard => Header.Guard;

    /// <summary>The counts that the guard decides by.</summary>
    public PlanFigures Figures { get; }

    /// <summary>The changes, in the order in which they are applied; those of one user follow each other.</summary>
    public IReadOnlyList<PlannedChange> Changes { get; }

    /// <summary>Who is left as they are although the source, or a policy, would have asked for something.</summary>
    public IReadOnlyList<SkippedUser> Skipped { get; }

    /// <summary>What the plan does, in numbers.</summary>
    public PlanSummary Summary => new(this);

    /// <summary>SHA-256 of everything in the plan, such as <c>sha256:3f…</c>.</summary>
    public string Digest => _digest.Value;

    internal PlanHeader Header { get; }

    /// <summary>Compares a source with a directory.</summary>
    /// <param name="people">The source.</param>
    /// <param name="directory">The directory; it is listed, and nothing is written.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Cancels the comparison.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="PlanBlockedException">The plan does more than the guard lets it.</exception>
    /// <exception cref="PlanInputException">Keys are missing or occur twice.</exception>
    /// <exception cref="NotSupportedException">The directory does not have an attribute or an action that is asked for.</exception>
    /// <exception cref="DirectoryException">The list of users is not complete.</exception>
    public static async Task<DirectoryPlan> CreateAsync(
        IAsyncEnumerable<DesiredUser> people, IUserDirectory directory, PlanOptions options, CancellationToken cancellationToken = default)
    {
        Arguments.NotNull(people, nameof(people));
        Arguments.NotNull(directory, nameof(directory));
        var builder = new PlanBuilder(directory, Arguments.NotNull(options, nameof(options)));
        var plan = await builder.BuildAsync(people, cancellationToken).ConfigureAwait(false);
        plan.ThrowIfBlocked();
        return plan;
    }

    /// <summary>Reads a saved plan.</summary>
    /// <param name="stream">The stream; it is left open.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="InvalidDataException">It is no plan, of a version that is not known, cut, or edited.</exception>
    public static Task<DirectoryPlan> ReadAsync(Stream stream, CancellationToken cancellationToken = default) =>
        PlanJson.ReadAsync(Arguments.NotNull(stream, nameof(stream)), cancellationToken);

    /// <summary>Reads a saved plan from a file.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="InvalidDataException">It is no plan, of a version that is not known, cut, or edited.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static async Task<DirectoryPlan> OpenAsync(string path, CancellationToken cancellationToken = default)
    {
        using var stream = File.OpenRead(Arguments.NotEmpty(path, nameof(path)));
        return await ReadAsync(stream, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Saves the plan in a file, whole or not at all, for its owner alone; a file of that name is replaced. It holds personal data.</summary>
    /// <param name="path">The path of the file; its folder has to exist.</param>
    /// <param name="cancellationToken">Cancels the writing.</param>
    /// <returns>A task that completes when all is on the disk.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public Task SaveAsync(string path, CancellationToken cancellationToken = default) =>
        OwnerFile.WriteAsync(Arguments.NotEmpty(path, nameof(path)), stream => WriteAsync(stream, cancellationToken));

    /// <summary>Saves the plan as JSON with a version and its digest. It holds personal data.</summary>
    /// <param name="stream">The stream; it is left open.</param>
    /// <param name="cancellationToken">Cancels the writing.</param>
    /// <returns>A task that completes when all is written.</returns>
    public Task WriteAsync(Stream stream, CancellationToken cancellationToken = default) =>
        PlanJson.WriteAsync(this, Arguments.NotNull(stream, nameof(stream)), cancellationToken);

    /// <summary>Writes the changes as a table for people: a line for each, with old and new values.</summary>
    /// <param name="writer">The writer.</param>
    /// <returns>A task that completes when all is written.</returns>
    public async Task WriteTableAsync(TextWriter writer)
    {
        Arguments.NotNull(writer, nameof(writer));
        foreach (var line in PlanTable.Lines(this))
        {
            await writer.WriteLineAsync(line).ConfigureAwait(false);
        }
    }

    /// <summary>The summary: changes are personal data.</summary>
    public override string ToString() => Summary.ToString();

    /// <summary>Holds the guard's limits again, by the changes themselves.</summary>
    internal void ThrowIfBlocked(PlanGuard? guard = null)
    {
        if ((guard ?? Guard).Check(Figures) is { Count: > 0 } reasons)
        {
            throw new PlanBlockedException(this, reasons);
        }
    }
}
