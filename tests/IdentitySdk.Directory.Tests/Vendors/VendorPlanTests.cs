using IdentitySdk.Directories;
using IdentitySdk.Testing;
using IdentitySdk.Tests.Applying;
using IdentitySdk.Tests.Journals;
using IdentitySdk.Tests.Plans;

namespace IdentitySdk.Tests.Vendors;

/// <summary>Applies and undoes a plan with each vendor's emulator, with lost responses, server errors, rate limits and resets.</summary>
[TestFixture("Okta")]
[TestFixture("OneLogin")]
[TestFixture("Agilicus")]
public sealed class VendorPlanTests(string vendor)
{
    [Test]
    public async Task Plan_succeeds_despite_faults_and_undo_restores_the_original_state([Values(1, 2, 3)] int seed)
    {
        var clock = new JumpingClock();
        await using var tenant = await VendorTenant.StartAsync(vendor, users: 40, options => (options.ErrorRate, options.ErrorSeed) = (0.05, seed), clock);
        var users = await tenant.Directory.ListAsync().ToListAsync();
        var leavers = users.Where(user => user is { State: UserState.Active, NativeStatus: "ACTIVE" or "state 1, status 1" or "status active, enabled true" }).Take(2).ToList();
        var canSuspend = vendor != "OneLogin";
        var attribute = vendor == "Agilicus" ? UserAttribute.FamilyName : UserAttribute.Title;
        var people = users.Except(leavers).Select((user, number) => new DesiredUser(number % 3 == 0 && user.State != UserState.Deactivated
            ? user.Values.With(attribute, $"Changed {number}")
            : user.Values)).Append(New("eve")).Append(New("joe")).ToList();
        var plan = await DirectoryPlan.CreateAsync(People.Source(people), tenant.Directory, new PlanOptions
        {
            Manage = [.. new[] { attribute, UserAttribute.Login, UserAttribute.GivenName, UserAttribute.FamilyName }.Where(CanWrite(tenant)).Distinct()],
            Missing = canSuspend ? MissingPolicy.Suspend : MissingPolicy.Deactivate,
            Guard = new PlanGuard().AllowLosingAccess(exactly: 2),
        });
        Assert.That(plan.Summary[ChangeKind.Create], Is.EqualTo(2));
        Assert.That(plan.Summary[ChangeKind.Update], Is.GreaterThan(5));
        Assert.That(plan.Summary[canSuspend ? ChangeKind.Suspend : ChangeKind.Deactivate], Is.EqualTo(2));

        // The response to every third write is lost after the write was carried out.
        var writes = 0;
        tenant.Emulator.Faults.When(
            request => request.Method is "POST" or "PUT" && !request.IsTokenRequest && Interlocked.Increment(ref writes) % 3 == 0, Fault.Reset(ResetPoint.InHeaders));
        var disk = await ApplyAsync(plan, tenant.Directory, clock);

        Assert.That(await plan.VerifyAsync(tenant.Directory), Is.Empty);
        var after = await tenant.Directory.ListAsync().ToListAsync();
        Assert.That(after, Has.Count.EqualTo(users.Count + 2));
        Assert.That(after.Select(user => user.Email!.ToUpperInvariant()), Is.Unique, "no user has two accounts");
        Assert.That(after.Where(user => leavers.Exists(leaver => leaver.Id == user.Id)).Select(user => user.State), Is.All.EqualTo(canSuspend ? UserState.Suspended : UserState.Deactivated));

        using var journal = Run.Journal(out _, disk);
        var undo = await journal.CreateUndoPlanAsync(
            tenant.Directory, new UndoOptions { Created = CreatedPolicy.Delete, Guard = new PlanGuard().AllowLosingAccess(exactly: 2) });
        await ApplyAsync(undo, tenant.Directory, clock);
        Assert.That(Show(await tenant.Directory.ListAsync().ToListAsync()), Is.EqualTo(Show(users)));
        Assert.That(tenant.Emulator.Failure, Is.Null);
    }

    private static async Task<FullDisk> ApplyAsync(DirectoryPlan plan, IUserDirectory directory, TimeProvider clock)
    {
        FullDisk? disk = null;
        for (var run = 0; ; run++)
        {
            using var journal = Run.Journal(out var next, disk, clock);
            var result = await plan.ApplyAsync(directory, journal, new ApplyOptions { MaxFailuresOnEnd = 1000, TimeProvider = clock });
            if (result.IsComplete)
            {
                Assert.That(result.Results.Select(change => change.Outcome), Is.All.EqualTo(ChangeOutcome.Applied), Describe(result));
                return next;
            }

            Assert.That(run, Is.LessThan(20), Describe(result));
            disk = next;
        }
    }

    private static string Describe(ApplyResult result) => string.Join('\n', result.Results.Where(change => change.Outcome != ChangeOutcome.Applied)
        .Select(change => $"{change} {change.Reason} {change.Exception?.InnerException} {string.Join(',', change.Change.After.Select(item => item.Key + "=" + item.Value.Text))}"));

    private static Func<UserAttribute, bool> CanWrite(VendorTenant tenant) => attribute => tenant.Directory.Capabilities.Find(attribute) is { CanWrite: true };

    private static DesiredUser New(string name) =>
        new() { Email = $"{name}@example.com", Login = $"{name}@example.com", GivenName = name, FamilyName = "New", Title = "New" };

    private static string Show(IEnumerable<DirectoryUser> users) => string.Join('\n', users.OrderBy(user => user.Id, StringComparer.Ordinal).Select(user =>
        $"{user.Id} {user.NativeStatus} {string.Join(' ', user.Values.OrderBy(item => item.Key.Name, StringComparer.Ordinal).Select(item => $"{item.Key}={item.Value.Text}"))}"));
}
