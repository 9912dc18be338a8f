using IdentitySdk.Directories;
using IdentitySdk.Directories.Conformance;
using IdentitySdk.Okta;
using Microsoft.Extensions.Logging;

namespace IdentitySdk.Tests.Readme;

/// <summary>The examples of docs/directory.md, compared by <see cref="ReadmeTests"/> and run by <see cref="NightlyJobTests"/>.</summary>
internal static class DirectorySnippets
{
    public static (IUserDirectory Directory, PlanOptions Options, ApplyOptions Apply) NightlySettings(OktaClient okta, ILoggerFactory loggers)
    {
        #region NightlySettings
        IUserDirectory directory = okta.AsDirectory();
        var options = new PlanOptions
        {
            Match = UserKey.Email,
            Manage = [UserAttribute.GivenName, UserAttribute.FamilyName, UserAttribute.Title],
            Missing = MissingPolicy.Suspend,
            Protected = ["break-glass@example.com"],
        };
        var apply = new ApplyOptions { LoggerFactory = loggers };
        #endregion
        return (directory, options, apply);
    }

    public static async Task NightlyJobAsync(IUserDirectory directory, PlanOptions options, ApplyOptions apply, string folder, string peoplePath)
    {
        #region NightlyJob
        var (planPath, journalPath) = (Path.Combine(folder, "plan.json"), Path.Combine(folder, "run.journal"));
        if (!File.Exists(planPath))
        {
            await using var file = File.OpenRead(peoplePath);
            var people = PeopleSource.FromCsv(file, new CsvSourceOptions()
                .Map("Mail", UserAttribute.Login, UserAttribute.Email)
                .Map("First name", UserAttribute.GivenName)
                .Map("Last name", UserAttribute.FamilyName)
                .Map("Title", UserAttribute.Title));
            var made = await DirectoryPlan.CreateAsync(people, directory, options);
            await made.SaveAsync(planPath);
        }

        var plan = await DirectoryPlan.OpenAsync(planPath);
        using var journal = ChangeJournal.Open(journalPath);
        var result = await plan.ApplyAsync(directory, journal, apply);
        var differences = await plan.VerifyAsync(directory);
        Console.WriteLine($"{result}; {differences.Count} differences");
        #endregion
    }

    public static async Task AgreeAsync(IUserDirectory directory, ChangeJournal journal, PlanBlockedException blocked)
    {
        #region Agree
        await blocked.Plan.ApplyAsync(directory, journal, new ApplyOptions { Guard = blocked.Plan.Guard.AllowLosingAccess(exactly: 312) });
        #endregion
    }

    public static async Task<DirectoryPlan> UndoAsync(IUserDirectory directory, ChangeJournal journal)
    {
        #region Undo
        var undo = await journal.CreateUndoPlanAsync(directory);
        #endregion
        return undo;
    }

    public static async Task MigrateAsync(IUserDirectory source, IUserDirectory target, PlanOptions options)
    {
        #region Migrate
        IReadOnlyList<UserAttribute> lost = target.Capabilities.CannotHold(source.Capabilities);
        var migration = await DirectoryPlan.CreateAsync(PeopleSource.FromDirectory(source), target, options);
        #endregion
        _ = (lost, migration);
    }

    public static async Task LawsAsync(IUserDirectory directory)
    {
        #region Laws
        foreach (DirectoryLaw law in DirectoryLaws.All)
        {
            await law.CheckAsync(new LawSubject(directory));
        }
        #endregion
    }
}
