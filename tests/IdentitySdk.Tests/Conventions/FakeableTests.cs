using System.Reflection;
using IdentitySdk.Okta;
using NSubstitute;

namespace IdentitySdk.Tests.Conventions;

/// <summary>Users' tests can create every object that the API accepts or returns.</summary>
public sealed class FakeableTests
{
    private static IEnumerable<Type> PublicTypes => Types.Public.Where(type => !(type.IsAbstract && type.IsSealed));

    private static IEnumerable<Type> Exceptions => Types.Public.Where(type => type.IsSubclassOf(typeof(IdentityApiException)));

    private static IReadOnlyList<Type> Roots => Types.RootClients;

    [TestCaseSource(nameof(PublicTypes))]
    public void Every_public_type_can_be_created(Type type) =>
        Assert.That(Maker.Make(type), Is.Not.Null, "Give it a public constructor, a factory, or a protected constructor and virtual members.");

    [Test]
    public void Type_that_cannot_be_created_is_detected() =>
        Assert.That(() => Maker.Make(typeof(Sealed)), Throws.InvalidOperationException.With.Message.Contains(nameof(Sealed)));

    [TestCaseSource(nameof(Exceptions))]
    public void Every_property_of_an_exception_can_be_set(Type type)
    {
        var values = new Dictionary<string, object?>
        {
            ["Response"] = new ApiResponse(418, [new("X-Test", "1")], "r1"),
            ["StatusCode"] = 499,
            ["Vendor"] = "Okta",
            ["Operation"] = "GET /api/v1/users/{userId}",
            ["VendorCode"] = "E0000007",
            ["VendorMessage"] = "Not found: Jane",
            ["Causes"] = (string[])["Cause 1", "Cause 2"],
            ["RetryAfter"] = TimeSpan.FromSeconds(30),
            ["RawBody"] = "{}",
            ["Retries"] = 2,
            ["IsOutcomeUnknown"] = true,
            ["Path"] = "$.profile",
        };
        var exception = (IdentityApiException)Activator.CreateInstance(type)!;
        foreach (var (name, value) in values.Where(each => type.GetProperty(each.Key) is not null))
        {
            type.GetProperty(name)!.SetValue(exception, value);
        }

        var settable = type.GetProperties().Where(property => property.SetMethod is not null && property.DeclaringType != typeof(Exception)).Select(property => property.Name);
        Assert.That(settable.Except(["RequestId"]), Is.SubsetOf(values.Keys), "Add the new property to this test.");
        Assert.That(exception, Is.InstanceOf<IdentityApiException>().With.Message.StartsWith("Okta GET /api/v1/users/{userId}: "));
        Assert.That(exception.Message, Does.EndWith("HTTP 499, code E0000007, request r1, after 2 retries, retry after 30 s, outcome unknown."));
        foreach (var (name, value) in values.Where(each => each.Key != "Response" && type.GetProperty(each.Key) is not null))
        {
            Assert.That(type.GetProperty(name)!.GetValue(exception), Is.EqualTo(value), name);
        }

        Assert.That(exception.Response!.Headers["x-test"], Is.EqualTo(["1"]));
    }

    [TestCaseSource(nameof(Exceptions))]
    public void Exception_of_a_test_has_the_status_of_its_type(Type type)
    {
        var exception = (IdentityApiException)Activator.CreateInstance(type)!;
        var cause = new TimeoutException();
        var caused = (IdentityApiException)Activator.CreateInstance(type, "it failed", cause)!;

        Assert.That(exception.Message, Does.StartWith("Test GET /test: ").And.EndsWith(exception.StatusCode is { } status ? $", HTTP {status}." : "."));
        Assert.That(caused.Message, Does.StartWith("Test GET /test: it failed"));
        Assert.That(caused.InnerException, Is.SameAs(cause));
    }

    [TestCaseSource(nameof(Roots))]
    public void Every_member_of_a_root_client_can_be_replaced(Type root)
    {
        var members = root.GetMethods(BindingFlags.Public | BindingFlags.Instance).Where(method => method.DeclaringType != typeof(object));

        Assert.That(members.Where(method => !method.IsVirtual || method.IsFinal).Select(method => method.Name), Is.Empty);
        using var substitute = (IDisposable)Substitute.For([root], []);
        var clients = Types.Clients.Where(client => client.Namespace == root.Namespace);
        foreach (var property in root.GetProperties().Where(property => clients.Contains(property.PropertyType)))
        {
            Assert.That(property.GetValue(substitute), Is.Not.Null, property.Name);
        }
    }

    [Test]
    public async Task Substitute_of_a_root_client_returns_what_a_test_sets_up()
    {
        using var okta = Substitute.For<OktaClient>();
        okta.Users.GetAsync("00u1").Returns(new User { Id = "00u1" });
        okta.Users.ListAllAsync().Returns(AsyncPageable.FromItems([new User { Id = "1" }, new User { Id = "2" }]));
        okta.RateLimits.Returns(new RateLimits(new Dictionary<string, RateLimit> { ["GET /x"] = new(10, 9, default) }));

        Assert.That((await okta.Users.GetAsync("00u1")).Id, Is.EqualTo("00u1"));
        Assert.That(await okta.Users.ListAllAsync().Select(user => user.Id).ToListAsync(), Is.EqualTo(["1", "2"]));
        Assert.That(okta.RateLimits.Snapshot()["GET /x"].Remaining, Is.EqualTo(9));
    }

    /// <summary>A member that a test double does not override throws an exception with an explanation, not a NullReferenceException.</summary>
    [Test]
    public async Task Double_that_overrides_one_member_explains_the_others()
    {
        using var okta = new OktaDouble();

        Assert.That(okta.RateLimits.Snapshot(), Is.Empty);
        Assert.That(async () => await okta.UserRoles.GetAsync("u", "r"), Throws.InvalidOperationException.With.Message.Contains("made by a test"));
        Assert.That(async () => await okta.UserLifecycle.SuspendAsync("u"), Throws.InvalidOperationException.With.Message.Contains("made by a test"));
        Assert.That(async () => await okta.UserRoles.ListAllAsync("u").CountAsync(), Throws.InvalidOperationException.With.Message.Contains("made by a test"));
        Assert.That(async () => await okta.Users.ListAsync(), Throws.InvalidOperationException.With.Message.Contains("made by a test"));
        Assert.That((await okta.Users.GetAsync("00u1")).Id, Is.EqualTo("double"));
    }

    private sealed class OktaDouble : OktaClient
    {
        public override UsersClient Users { get; } = new UsersDouble();

        private sealed class UsersDouble : UsersClient
        {
            public override Task<User> GetAsync(string userId, GetUserOptions? options = null, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default) =>
                Task.FromResult(new User { Id = "double" });
        }
    }

    private sealed class Sealed
    {
        private Sealed()
        {
        }
    }
}
