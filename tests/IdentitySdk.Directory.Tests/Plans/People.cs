using IdentitySdk.Directories;

namespace IdentitySdk.Tests.Plans;

/// <summary>Creates people, users, directories and plans for tests.</summary>
internal static class People
{
    public static PlanOptions Options(Action<PlanOptions>? configure = null)
    {
        var options = new PlanOptions
        {
            Manage = [UserAttribute.Title, UserAttribute.Department],
            Missing = MissingPolicy.Suspend,
            Guard = new PlanGuard { MaxLosingAccess = int.MaxValue, MaxShareLosingAccess = 1, MinShareMatched = 0 },
        };
        configure?.Invoke(options);
        return options;
    }

    public static DesiredUser Person(string name, string? title = "Engineer", string? department = "R&D", UserState? state = null) =>
        new() { Email = $"{name}@example.com", Login = $"{name}@example.com", Title = title, Department = department, State = state, Origin = $"row {name}" };

    public static DirectoryUser User(string name, UserState state = UserState.Active, string? title = "Engineer", string? department = "R&D") =>
        new($"id-{name}", state) { Email = $"{name}@example.com", Login = $"{name}@example.com", Title = title, Department = department };

    public static InMemoryDirectory Directory(params DirectoryUser[] users) => Directory(null, users);

    public static InMemoryDirectory Directory(TimeProvider? clock, params DirectoryUser[] users)
    {
        var directory = new InMemoryDirectory(timeProvider: clock);
        foreach (var user in users)
        {
            directory.Set(user);
        }

        return directory;
    }

    public static async IAsyncEnumerable<DesiredUser> Source(params IEnumerable<DesiredUser> people)
    {
        foreach (var person in people)
        {
            yield return person;
        }

        await Task.CompletedTask;
    }

    public static Task<DirectoryPlan> PlanAsync(IUserDirectory directory, IEnumerable<DesiredUser> people, PlanOptions? options = null) =>
        DirectoryPlan.CreateAsync(Source(people), directory, options ?? Options());
}
