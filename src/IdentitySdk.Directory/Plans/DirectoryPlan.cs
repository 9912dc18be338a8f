namespace IdentitySdk.Directories;

/// <summary>The changes that make a directory match a source, to review, save and apply. Immutable.</summary>
/// <remarks>A plan contains personal data, but no secrets. It is bound to its tenant, and its digest reveals whether a saved plan was edited.</remarks>
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

    /// <summary>When the plan was created.</summary>
    public DateTimeOffset Created => Header.Created;

    /// <summary>The key by which people and users are matched.</summary>
    public UserKey Match => Header.Match;

    /// <summary>The attributes that are compared and written.</summary>
    public IReadOnlyList<UserAttribute> Manage => Header.Manage;

    /// <summary>Ids, logins, emails or keys of users who are never changed.</summary>
    public IReadOnlyList<string> Protected => Header.Protected;

    /// <summary>The guard of the plan.</summary>
    public PlanGuard Guard => Header.Guard;

    /// <summary>The numbers that the guard checks.</summary>
    public PlanFigures Figures { get; }

    /// <summary>The changes, in the order in which they are applied. The changes of one user are consecutive.</summary>
    public IReadOnlyList<PlannedChange> Changes { get; }

    /// <summary>The users and people that the plan skips although the source or a policy requires a change.</summary>
    public IReadOnlyList<SkippedUser> Skipped { get; }

    /// <summary>The numbers of changes and skipped users.</summary>
    public PlanSummary Summary => new(this);

    /// <summary>The SHA-256 hash of the plan's content, such as <c>sha256:3f…</c>.</summary>
    public string Digest => _digest.Value;

    internal PlanHeader Header { get; }

    /// <summary>Creates a plan from a source and a directory.</summary>
    /// <param name="people">The source.</param>
    /// <param name="directory">The directory. It is only listed.</param>
    /// <param name="options">The options.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="PlanBlockedException">The plan exceeds the guard's limits.</exception>
    /// <exception cref="PlanInputException">Keys are missing or duplicate.</exception>
    /// <exception cref="NotSupportedException">The directory does not support an attribute or an action of the options.</exception>
    /// <exception cref="DirectoryException">The list of users is incomplete.</exception>
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

    /// <summary>Saves the plan to a file that only its owner can read. The file is written atomically, and an existing file is replaced.</summary>
    /// <param name="path">The path of the file, in an existing folder.</param>
    /// <param name="cancellationToken">Cancels the writing.</param>
    /// <returns>A task that completes when the file is on the disk.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public Task SaveAsync(string path, CancellationToken cancellationToken = default) =>
        OwnerFile.WriteAsync(Arguments.NotEmpty(path, nameof(path)), stream => WriteAsync(stream, cancellationToken));

    /// <summary>Writes the plan as JSON with a version and its digest.</summary>
    /// <param name="stream">The stream; it is left open.</param>
    /// <param name="cancellationToken">Cancels the writing.</param>
    /// <returns>A task that completes when all is written.</returns>
    public Task WriteAsync(Stream stream, CancellationToken cancellationToken = default) =>
        PlanJson.WriteAsync(this, Arguments.NotNull(stream, nameof(stream)), cancellationToken);

    /// <summary>Writes a readable table with a line for each change, including old and new values.</summary>
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

    /// <summary>Returns the summary: changes are personal data.</summary>
    public override string ToString() => Summary.ToString();

    /// <summary>Checks the guard's limits against the changes.</summary>
    internal void ThrowIfBlocked(PlanGuard? guard = null)
    {
        if ((guard ?? Guard).Check(Figures) is { Count: > 0 } reasons)
        {
            throw new PlanBlockedException(this, reasons);
        }
    }
}
