using IdentitySdk.Directories;

namespace IdentitySdk.Tests.Neutral;

public sealed class DirectoryUserTests
{
    [Test]
    public void Properties_and_values_are_two_views_of_the_same()
    {
        var user = new DirectoryUser("1", UserState.Active) { Title = "Countess", Attributes = new Dictionary<string, AttributeValue> { ["badge"] = 7 } };

        Assert.That(user.Values[UserAttribute.Title], Is.EqualTo((AttributeValue)"Countess"));
        Assert.That(user.Values[UserAttribute.Custom("badge")], Is.EqualTo((AttributeValue)7));
        Assert.That(user.Attributes.Single().Key, Is.EqualTo("badge"));
        Assert.That(user.Department, Is.Null);
    }

    [Test]
    public void Attribute_that_is_stated_as_none_is_stated()
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
    public void Source_cannot_ask_for_a_state_that_nobody_can_be_brought_into(UserState state) =>
        Assert.That(() => new DesiredUser { State = state }, Throws.ArgumentException);

    [Test]
    public void Source_model_of_another_type_is_named() =>
        Assert.That(() => new DirectoryUser("1", UserState.Active).Source<string>(), Throws.InvalidOperationException.With.Message.Contains("System.String"));

    [Test]
    public void No_text_shows_personal_data()
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
    public void Other_names_are_refused(string name) => Assert.That(() => UserAttribute.Parse(name), Throws.ArgumentException);
}
