using IdentitySdk.Directories;
using IdentitySdk.Okta;

namespace SuspendLeavers;

/// <summary>Suspends everybody whom the HR system no longer has. A run that was killed is gone on with by the next.</summary>
internal sealed class LeaverJob(OktaClient okta, LeaverSettings settings, TimeProvider clock, ILoggerFactory logs)
{
    private readonly IUserDirectory _directory = okta.AsDirectory();
    private readonly string _planPath = Path.Combine(settings.Folder, "plan.jsonl");
    private readonly string _journalPath = Path.Combine(settings.Folder, "run.journal");

    /// <summary>Makes a plan, or takes the one that is there, and applies it.</summary>
    /// <exception cref="PlanBlockedException">The plan would suspend too many: somebody has to look.</exception>
    public async Task<ApplyResult> RunAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(settings.Folder);
        if (!File.Exists(_planPath))
        {
            await MakePlanAsync(cancellationToken);
        }

        ApplyResult result;
        await using (var stream = File.OpenRead(_planPath))
        using (var journal = ChangeJournal.Open(_journalPath))
        {
            var plan = await DirectoryPlan.ReadAsync(stream, cancellationToken);
            result = await plan.ApplyAsync(_directory, journal, new ApplyOptions { LoggerFactory = logs }, cancellationToken: cancellationToken);
        }

        if (result.IsComplete)
        {
            PutAside();
        }

        return result;
    }

    private async Task MakePlanAsync(CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(settings.PeopleFile);
        var people = PeopleSource.FromCsv(file, new CsvSourceOptions().Map("Mail", UserAttribute.Login, UserAttribute.Email));
        var accounts = await AccountsAsync(cancellationToken);
        var plan = await DirectoryPlan.CreateAsync(
            // Accounts for people who join are made elsewhere.
            people.Where(person => person.Values[UserAttribute.Login].Text is { } login && accounts.Contains(login)),
            _directory,
            new PlanOptions { Match = UserKey.Login, Missing = MissingPolicy.Suspend, Protected = settings.Protected },
            cancellationToken: cancellationToken);

        // Under another name until it is whole: a plan that is there is one to be applied.
        await using (var saved = File.Create(_planPath + ".new"))
        {
            await plan.WriteAsync(saved, cancellationToken);
        }

        File.Move(_planPath + ".new", _planPath, overwrite: true);
    }

    private async Task<HashSet<string>> AccountsAsync(CancellationToken cancellationToken)
    {
        var logins = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        await foreach (var user in _directory.ListAsync(cancellationToken))
        {
            logins.Add(user.Login ?? "");
        }

        return logins;
    }

    /// <summary>Evidence of this run; the next begins with neither file.</summary>
    private void PutAside()
    {
        var folder = Directory.CreateDirectory(Path.Combine(settings.Folder, $"{clock.GetUtcNow():yyyyMMdd-HHmmss-fff}")).FullName;
        File.Move(_journalPath, Path.Combine(folder, Path.GetFileName(_journalPath)));
        File.Move(_planPath, Path.Combine(folder, Path.GetFileName(_planPath)));
    }
}
