using IdentitySdk.Directories;
using IdentitySdk.Directories.Conformance;
using IdentitySdk.Okta;

namespace IdentitySdk.Tests.Readme;

/// <summary>The examples of docs/directory.md, compared by <see cref="ReadmeTests"/> and run by <see cref="NightlyJobTests"/>.</summary>
internal static class DirectorySnippets
{
    public static async Task NightlyJobAsync(OktaClient okta, string folder, string peoplePath)
    {
        #region NightlyJob
        var directory = okta.AsDirectory();
        var (planPath, journalPath) = (Path.Combine(folder, "plan.json"), Path.Combine(folder, "run.journal"));
        if (!File.Exists(planPath))
        {
            await using var file = File.OpenRead(peoplePath);
            var people = PeopleSource.FromCsv(file, new CsvSourceOptions()
                .Map("Mail", UserAttribute.Login, UserAttribute.Email)
                .Map("First name", UserAttribute.GivenName)
                .Map("Last name", UserAttribute.FamilyName)
                .Map("Title", UserAttribute.Title));
            var made = await DirectoryPlan.CreateAsync(people, directory, new PlanOptions
            {
                Match = UserKey.Login,
                Manage = [UserAttribute.GivenName, UserAttribute.FamilyName, UserAttribute.Title],
                Missing = MissingPolicy.Suspend,
                Protected = ["break-glass@example.com"],
            });
            await using (var saved = File.Create(planPath + ".new"))
            {
                await made.WriteAsync(saved);
            }

            File.Move(planPath + ".new", planPath);
        }

        await using var stream = File.OpenRead(planPath);
        var plan = await DirectoryPlan.ReadAsync(stream);
        using var journal = ChangeJournal.Open(journalPath);
        var result = await plan.ApplyAsync(directory, journal);
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
