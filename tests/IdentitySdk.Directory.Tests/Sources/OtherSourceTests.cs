using System.Text;
using IdentitySdk.Directories;
using IdentitySdk.Tests.Vendors;
using static IdentitySdk.Tests.Plans.People;

namespace IdentitySdk.Tests.Sources;

public sealed class OtherSourceTests
{
    [Test]
    public async Task JSON_Lines_are_parsed()
    {
        var people = await ReadAsync("""
            {"email":"ada@x.org","title":"Countess","department":null,"attributes.level":7,"attributes.tags":["a","b"]}

            {"email":"bob@x.org","state":"Deactivated"}
            """);

        Assert.That(people[0].Title, Is.EqualTo("Countess"));
        Assert.That(people[0].Values.Contains(UserAttribute.Department) && people[0].Values[UserAttribute.Department].IsNone);
        Assert.That(people[0].Attributes["level"], Is.EqualTo((AttributeValue)7));
        Assert.That(people[0].Attributes["tags"].List, Is.EqualTo(new[] { "a", "b" }));
        Assert.That((people[1].State, people[1].Origin), Is.EqualTo((UserState.Deactivated, "line 3")));
    }

    [Test]
    public async Task Invalid_lines_are_all_listed()
    {
        var exception = await Assert.ThrowsAsync<SourceException>(async () => await ReadAsync(
            "{\"email\":\"ada@x.org\"}\nhello\n[]\n{\"mail\":\"x\"}\n{\"email\":{}}\n{\"email\":\"a\",\"email\":\"b\"}\n{\"email\":\"a\",\"state\":\"Locked\"}\n{\"email\":\"a\",\"state\":\"1\"}\n{\"email\":"));

        Assert.That(exception!.Problems.Select(problem => problem[..6]), Is.EqualTo(Enumerable.Range(2, 8).Select(line => $"line {line}")));
    }

    [Test]
    public void Wrong_encoding_of_JSON_Lines_is_detected() =>
        Assert.That(async () => await PeopleSource.FromJsonLines(new MemoryStream([0x7B, 0xFF, 0x7D])).ToListAsync(), Throws.InstanceOf<SourceException>());

    [Test]
    public async Task Migration_creates_the_users_of_another_directory()
    {
        var source = Directory([.. Enum.GetValues<UserState>().Select(state => User($"u{state}", state))]);
        var target = new InMemoryDirectory("target");
        var plan = await PlanAsync(target, await PeopleSource.FromDirectory(source).ToListAsync());
        using var journal = Applying.Run.Journal(out _);
        await plan.ApplyAsync(target, journal);

        Assert.That(
            target.Users.Values.Select(user => user.Email),
            Is.EquivalentTo(new[] { "uUnknown@example.com", "uPending@example.com", "uActive@example.com", "uLocked@example.com" }), "suspended and deactivated users are not created");
    }

    [Test]
    public async Task Attributes_that_the_target_cannot_store_are_listed()
    {
        await using var oneLogin = await VendorTenant.StartAsync("OneLogin", users: 1);
        await using var agilicus = await VendorTenant.StartAsync("Agilicus", users: 1);

        Assert.That(agilicus.Directory.Capabilities.CannotHold(oneLogin.Directory.Capabilities), Is.EquivalentTo(new[]
        {
            UserAttribute.Login, UserAttribute.Phone, UserAttribute.Title, UserAttribute.Department, UserAttribute.Manager,
        }));
        Assert.That(
            async () => await PlanAsync(agilicus.Directory, [], Options()),
            Throws.InstanceOf<NotSupportedException>().With.Message.Contains("title").And.Message.Contains("custom attribute"));
    }

    private static async Task<List<DesiredUser>> ReadAsync(string text) =>
        await PeopleSource.FromJsonLines(new MemoryStream(Encoding.UTF8.GetBytes(text))).ToListAsync();
}
