using IdentitySdk.Directories;
using IdentitySdk.Okta;

namespace SuspendLeavers;

/// <summary>Suspends the users who are no longer in the HR system. The next run continues an interrupted one.</summary>
internal sealed class LeaverJob(OktaClient okta, LeaverSettings settings, TimeProvider clock, ILoggerFactory logs)
{
    private readonly IUserDirectory _directory = okta.AsDirectory();
    private readonly string _planPath = Path.Combine(settings.Folder, "plan.json");
    private readonly string _journalPath = Path.Combine(settings.Folder, "run.journal");

    /// <summary>Creates a plan, or loads the plan of an interrupted run, and applies it.</summary>
    /// <exception cref="PlanBlockedException">The plan would suspend too many users and needs a review.</exception>
    public async Task<ApplyResult> RunAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(settings.Folder);
        if (!File.Exists(_planPath))
        {
            await CreatePlanAsync(cancellationToken);
        }

        ApplyResult result;
        using (var journal = ChangeJournal.Open(_journalPath))
        {
            var plan = await DirectoryPlan.OpenAsync(_planPath, cancellationToken);
            result = await plan.ApplyAsync(_directory, journal, new ApplyOptions { LoggerFactory = logs }, cancellationToken: cancellationToken);
        }

        if (result.IsComplete)
        {
            Archive();
        }

        return result;
    }

    private async Task CreatePlanAsync(CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(settings.PeopleFile);
        var people = PeopleSource.FromCsv(file, new CsvSourceOptions().Map("Mail", UserAttribute.Login, UserAttribute.Email));
        var logins = await _directory.ListAsync(cancellationToken).Select(user => user.Login ?? "")
            .ToHashSetAsync(StringComparer.OrdinalIgnoreCase, cancellationToken);
        var plan = await DirectoryPlan.CreateAsync(
            // Accounts of new employees are created elsewhere.
            people.Where(person => person.Login is { } login && logins.Contains(login)),
            _directory,
            new PlanOptions { Match = UserKey.Login, Missing = MissingPolicy.Suspend, Protected = settings.Protected },
            cancellationToken);
        await plan.SaveAsync(_planPath, cancellationToken);
    }

    /// <summary>Moves plan and journal to an archive folder, so that the next run creates a new plan.</summary>
    private void Archive()
    {
        var folder = Directory.CreateDirectory(Path.Combine(settings.Folder, $"{clock.GetUtcNow():yyyyMMdd-HHmmss-fff}")).FullName;
        File.Move(_journalPath, Path.Combine(folder, Path.GetFileName(_journalPath)));
        File.Move(_planPath, Path.Combine(folder, Path.GetFileName(_planPath)));
    }
}
