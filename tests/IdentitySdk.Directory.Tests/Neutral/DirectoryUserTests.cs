using IdentitySdk.Directories;

namespace IdentitySdk.Tests.Neutral;

public sealed class DirectoryUserTests
{
    [Test]
    public void Properties_and_values_contain_the_same_data()
    {
        var user = new DirectoryUser("1", UserState.Active) { Title = "Countess", Attributes = new Dictionary<string, AttributeValue> { ["badge"] = 7 } };

        Assert.That(user.Values[UserAttribute.Title], Is.EqualTo((AttributeValue)"Countess"));
        Assert.That(user.Values[UserAttribute.Custom("badge")], Is.EqualTo((AttributeValue)7));
        Assert.That(user.Attributes.Single().Key, Is.EqualTo("badge"));
        Assert.That(user.Department, Is.Null);
    }

    [Test]
    public void Attribute_set_to_null_is_specified()
    {
        var user = new DesiredUser { Title = null };

        Assert.That(user.Values.Contains(UserAttribute.Title), Is.True);
        Assert.That(user.Values.Contains(UserAttribute.Department), Is.False);
    }

    [TestCase(UserState.Active, true)]
    [TestCase(UserState.Pending, false)]
    [TestCase(UserState.Suspended, false)]
    [TestCase(UserState.Locked, false)]
    [TestCase(UserState.Deactivated, false)]
    [TestCase(UserState.Unknown, false)]
    public void Only_an_active_user_can_sign_in(UserState state, bool canSignIn) => Assert.That(new DirectoryUser("1", state).CanSignIn, Is.EqualTo(canSignIn));

    [TestCase(UserState.Pending)]
    [TestCase(UserState.Locked)]
    [TestCase(UserState.Unknown)]
    public void Desired_state_that_cannot_be_set_is_refused(UserState state) =>
        Assert.That(() => new DesiredUser { State = state }, Throws.ArgumentException);

    [Test]
    public void Source_of_another_type_throws_with_the_type_name() =>
        Assert.That(() => new DirectoryUser("1", UserState.Active).Source<string>(), Throws.InvalidOperationException.With.Message.Contains("System.String"));

    [Test]
    public void ToString_shows_no_personal_data()
    {
        var values = UserValues.Of((UserAttribute.Email, "ada@example.com"), (UserAttribute.Title, "Countess"));
        object[] all = [values, new DirectoryUser("ada-id", UserState.Active, values), new DesiredUser(values), new NewUser(values) { Password = "secret" }];

        Assert.That(all.Select(item => item.ToString()), Is.All.Not.Contains("ada").And.All.Not.Contains("Countess").And.All.Not.Contains("secret"));
    }

    [TestCase("title")]
    [TestCase("attributes.employeeNumber")]
    public void Attribute_names_are_parsed(string name) => Assert.That(UserAttribute.Parse(name).Name, Is.EqualTo(name));

    [TestCase("")]
    [TestCase("Title")]
    [TestCase("employeeNumber")]
    [TestCase("attributes.")]
    public void Unknown_attribute_names_are_refused(string name) => Assert.That(() => UserAttribute.Parse(name), Throws.ArgumentException);
}
