using IdentitySdk.Directories;
using static IdentitySdk.Tests.Plans.People;

namespace IdentitySdk.Tests.Plans;

public sealed class PlanTests
{
    [TestCase(UserState.Active, null, ReturningPolicy.Leave, "")]
    [TestCase(UserState.Suspended, null, ReturningPolicy.Leave, "")]
    [TestCase(UserState.Suspended, null, ReturningPolicy.Restore, "Resume")]
    [TestCase(UserState.Deactivated, null, ReturningPolicy.Restore, "Activate")]
    [TestCase(UserState.Pending, null, ReturningPolicy.Restore, "")]
    [TestCase(UserState.Locked, null, ReturningPolicy.Restore, "")]
    [TestCase(UserState.Suspended, UserState.Active, ReturningPolicy.Restore, "Resume")]
    [TestCase(UserState.Deactivated, UserState.Active, ReturningPolicy.Restore, "Activate")]
    [TestCase(UserState.Active, UserState.Suspended, ReturningPolicy.Restore, "Suspend")]
    [TestCase(UserState.Deactivated, UserState.Suspended, ReturningPolicy.Restore, "")]
    [TestCase(UserState.Active, UserState.Deactivated, ReturningPolicy.Restore, "Deactivate")]
    [TestCase(UserState.Suspended, UserState.Deactivated, ReturningPolicy.Restore, "Deactivate")]
    [TestCase(UserState.Locked, UserState.Deactivated, ReturningPolicy.Restore, "Deactivate")]
    public async Task Desired_state_determines_the_action(UserState present, UserState? wanted, ReturningPolicy returning, string kinds)
    {
        var plan = await PlanAsync(Directory(User("ada", present)), [Person("ada", state: wanted)], Options(options => options.Returning = returning));

        Assert.That(Kinds(plan), Is.EqualTo(kinds));
    }

    [TestCase(UserState.Suspended, UserState.Active)]
    [TestCase(UserState.Deactivated, UserState.Active)]
    public async Task Explicit_state_applies_without_a_policy(UserState present, UserState wanted) =>
        Assert.That((await PlanAsync(Directory(User("ada", present)), [Person("ada", state: wanted)])).Changes, Has.Count.EqualTo(1));

    [TestCase(MissingPolicy.Leave, UserState.Active, "")]
    [TestCase(MissingPolicy.Suspend, UserState.Active, "Suspend")]
    [TestCase(MissingPolicy.Suspend, UserState.Suspended, "")]
    [TestCase(MissingPolicy.Suspend, UserState.Deactivated, "")]
    [TestCase(MissingPolicy.Suspend, UserState.Unknown, "")]
    [TestCase(MissingPolicy.Deactivate, UserState.Active, "Deactivate")]
    [TestCase(MissingPolicy.Deactivate, UserState.Suspended, "Deactivate")]
    [TestCase(MissingPolicy.Deactivate, UserState.Deactivated, "")]
    [TestCase(MissingPolicy.Deactivate, UserState.Unknown, "")]
    public async Task Missing_policy_determines_the_action(MissingPolicy missing, UserState present, string kinds)
    {
        var plan = await PlanAsync(Directory(User("bob", present), User("ada")), [Person("ada")], Options(options => options.Missing = missing));

        Assert.That(Kinds(plan), Is.EqualTo(kinds));
    }

    [TestCase(UserState.Pending)]
    [TestCase(UserState.Locked)]
    public async Task Impossible_action_is_skipped(UserState present)
    {
        var plan = await PlanAsync(Directory(User("bob", present), User("ada")), [Person("ada")]);

        Assert.That(plan.Changes, Is.Empty);
        Assert.That(plan.Skipped.Single().Reason, Is.EqualTo(SkipReason.NotPossible));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task User_with_an_unknown_status_is_skipped(bool isInSource)
    {
        var plan = await PlanAsync(Directory(User("bob", UserState.Unknown), User("ada")), [Person("ada"), .. isInSource ? [Person("bob", title: "x")] : Array.Empty<DesiredUser>()]);

        Assert.That(plan.Changes, Is.Empty);
        Assert.That(plan.Skipped.Single().Reason, Is.EqualTo(SkipReason.UnknownState));
    }

    [Test]
    public async Task Only_different_managed_and_specified_attributes_are_written()
    {
        var plan = await PlanAsync(
            Directory(User("ada", title: "Clerk")),
            [new DesiredUser { Email = "ADA@example.com ", Title = "Countess", Phone = "+4420" }]);

        var change = plan.Changes.Single();
        Assert.That(change.After, Is.EquivalentTo(UserValues.Of((UserAttribute.Title, "Countess"))));
        Assert.That(change.Before[UserAttribute.Title], Is.EqualTo((AttributeValue)"Clerk"));
    }

    [Test]
    public async Task Empty_value_clears_the_attribute() =>
        Assert.That((await PlanAsync(Directory(User("ada")), [Person("ada", title: null)])).Changes.Single().After[UserAttribute.Title].IsNone, Is.True);

    [Test]
    public async Task Access_is_granted_first_and_removed_last()
    {
        var plan = await PlanAsync(
            Directory(User("ada", UserState.Suspended), User("bob")),
            [Person("ada", title: "Countess", state: UserState.Active), Person("bob", title: "Baron", state: UserState.Suspended)]);

        Assert.That(Kinds(plan), Is.EqualTo("Resume Update Update Suspend"));
        Assert.That(plan.Changes[1].State, Is.EqualTo(UserState.Active));
        Assert.That(plan.Changes[3].Before[UserAttribute.Title], Is.EqualTo((AttributeValue)"Baron"), "drift is checked against the values after the update");
    }

    [Test]
    public async Task New_user_has_only_key_managed_and_required_attributes()
    {
        var plan = await PlanAsync(Directory(User("ada")), [Person("ada"), new DesiredUser(Person("eve").Values) { Phone = "+1" }]);

        Assert.That(Kinds(plan), Is.EqualTo("Create"));
        Assert.That(plan.Changes[0].After.Attributes, Is.EquivalentTo(new[] { UserAttribute.Email, UserAttribute.Login, UserAttribute.Title, UserAttribute.Department }));
    }

    [TestCase(UserState.Suspended)]
    [TestCase(UserState.Deactivated)]
    public async Task Leaver_without_an_account_is_not_created(UserState state) =>
        Assert.That((await PlanAsync(Directory(User("ada")), [Person("ada"), Person("eve", state: state)])).Changes, Is.Empty);

    [Test]
    public async Task Users_out_of_scope_are_not_changed_or_created()
    {
        var plan = await PlanAsync(
            Directory(User("ada", title: "x", department: "Sales"), User("bob", department: "Sales"), User("eve", title: "x")),
            [Person("ada", department: "Sales"), Person("eve"), Person("new", department: "Sales"), Person("joe")],
            Options(options => options.Scope = user => user.Department != "Sales"));

        Assert.That(plan.Changes.Select(change => change.Key), Is.EqualTo(new[] { "eve@example.com", "joe@example.com" }));
        Assert.That(plan.Figures, Is.EqualTo(new PlanFigures(4, 1, 1, 0)));
        Assert.That(plan.Summary[SkipReason.OutOfScope], Is.EqualTo(2));
    }

    [TestCase("ADA@example.com")]
    [TestCase("id-ada")]
    public async Task Protected_user_is_never_changed(string name)
    {
        var options = Options(options => options.Protected = [name]);

        Assert.That((await PlanAsync(Directory(User("ada"), User("bob")), [Person("bob")], options)).Changes, Is.Empty);
        Assert.That((await PlanAsync(Directory(User("ada")), [Person("ada", title: "x", state: UserState.Deactivated)], options)).Changes, Is.Empty);
    }

    [Test]
    public async Task Protected_person_is_not_created() => Assert.That(
        (await PlanAsync(Directory(User("bob")), [Person("bob"), Person("ada")], Options(options => options.Protected = ["ada@example.com"]))).Changes, Is.Empty);

    [Test]
    public async Task Keys_are_compared_case_insensitively_in_NFC()
    {
        var directory = Directory(new DirectoryUser("1", UserState.Active) { Email = "zo\u00eb@example.com", Login = "z", Title = "Engineer", Department = "R&D" });

        Assert.That((await PlanAsync(directory, [new DesiredUser { Email = "ZOE\u0308@Example.com", Title = "Engineer" }])).Changes, Is.Empty);
    }

    [Test]
    public async Task Missing_and_duplicate_keys_of_both_sides_are_listed()
    {
        var directory = Directory(User("ada"), new DirectoryUser("2", UserState.Deactivated) { Email = "Ada@example.com" }, User("bob"));

        var exception = await Assert.ThrowsAsync<PlanInputException>(() => PlanAsync(directory, [Person("bob"), Person("BOB"), new DesiredUser { Title = "x", Origin = "row 9" }]));

        Assert.That(exception!.Problems, Has.Count.EqualTo(3));
        Assert.That(exception.Problems, Has.Exactly(1).Contains("row 9").And.Exactly(1).Contains("row BOB").And.Exactly(1).Contains("id-ada and 2"));
        Assert.That(exception.Message, Does.Not.Contain("@"));
    }

    [Test]
    public async Task User_without_a_key_is_skipped()
    {
        var plan = await PlanAsync(Directory(User("ada"), new DirectoryUser("svc", UserState.Active) { Login = "service" }), [Person("ada")]);

        Assert.That(plan.Changes, Is.Empty);
        Assert.That(plan.Skipped.Single(), Is.EqualTo(new SkippedUser("svc", SkipReason.NoKey, "the user has no email")));
    }

    [Test]
    public async Task Value_that_cannot_be_stored_is_skipped_and_access_is_still_removed()
    {
        var directory = new InMemoryDirectory { Capabilities = Small() };
        directory.Set(User("ada"));

        var plan = await PlanAsync(directory, [Person("ada", title: "a title that is too long", state: UserState.Suspended), Person("eve", title: "also much too long")]);

        Assert.That(Kinds(plan), Is.EqualTo("Suspend"));
        Assert.That(plan.Summary[SkipReason.CannotHold], Is.EqualTo(2));
        Assert.That(plan.Skipped[0].Detail, Is.EqualTo("title is longer than 10"));
    }

    [Test]
    public void Unsupported_attribute_or_action_is_refused_before_any_call()
    {
        var directory = new InMemoryDirectory { Capabilities = Small() };

        Assert.That(
            async () => await PlanAsync(directory, [Person("ada")], Options(options => options.Manage = [UserAttribute.Phone])),
            Throws.InstanceOf<NotSupportedException>().With.Message.Contains("phone").And.Message.Contains("Small"));
        Assert.That(
            async () => await PlanAsync(directory, [Person("ada")], Options(options => options.Missing = MissingPolicy.Deactivate)),
            Throws.InstanceOf<NotSupportedException>().With.Message.Contains("Deactivate"));
        Assert.That(directory.Calls, Is.Zero);
    }

    [Test]
    public async Task Source_text_is_compared_in_the_type_of_the_directory()
    {
        var directory = Directory(new DirectoryUser("1", UserState.Active)
        {
            Email = "ada@example.com",
            Attributes = new Dictionary<string, AttributeValue> { ["level"] = 7, ["remote"] = true },
        });
        var person = new DesiredUser { Email = "ada@example.com", Attributes = new Dictionary<string, AttributeValue> { ["level"] = "8", ["remote"] = "True" } };

        var plan = await PlanAsync(directory, [person], Options(options => options.Manage = [UserAttribute.Custom("level"), UserAttribute.Custom("remote")]));

        Assert.That(plan.Changes.Single().After, Is.EquivalentTo(UserValues.Of((UserAttribute.Custom("level"), 8))));
    }

    [Test]
    public void Incomplete_list_creates_no_plan()
    {
        var directory = Directory(User("ada"));
        directory.Faults = _ => InMemoryFault.Unavailable;

        Assert.That(async () => await PlanAsync(directory, [Person("ada")]), Throws.InstanceOf<DirectoryException>());
    }

    [Test]
    public async Task Table_and_summary_are_readable()
    {
        var plan = await PlanAsync(Directory(User("ada", title: "Clerk"), User("bob")), [Person("ada"), Person("eve")]);
        using var writer = new StringWriter { NewLine = "\n" };
        await plan.WriteTableAsync(writer);

        Assert.That(writer.ToString().Split('\n')[..4], Is.EqualTo(new[]
        {
            "memory:memory: Create 1, Update 1, Suspend 1",
            "     1  Update      ada@example.com  title: Clerk → Engineer",
            "     2  Suspend     bob@example.com",
            "     3  Create      eve@example.com  title: Engineer; department: R&D; email: eve@example.com; login: eve@example.com",
        }));
        Assert.That(plan.ToString(), Is.EqualTo("Create 1, Update 1, Suspend 1"));
    }

    private static string Kinds(DirectoryPlan plan) => string.Join(' ', plan.Changes.Select(change => change.Kind));

    private static DirectoryCapabilities Small()
    {
        var all = new InMemoryDirectory().Capabilities;
        return new DirectoryCapabilities("Small", UserKey.Login)
        {
            Attributes =
            [
                new(UserAttribute.Login, "login") { IsRequired = true }, new(UserAttribute.Email, "email"),
                new(UserAttribute.Title, "title") { MaxLength = 10 }, new(UserAttribute.Department, "department"),
            ],
            Keys = [UserKey.Login, UserKey.Email],
            Actions = [.. all.Actions.Where(action => action.Action is UserAction.Suspend or UserAction.Resume)],
        };
    }
}
