using IdentitySdk.Directories;
using IdentitySdk.Directories.Conformance;

namespace IdentitySdk.Tests.Vendors;

/// <summary>The three vendors' directories satisfy the laws, over real HTTP.</summary>
[TestFixture("Okta")]
[TestFixture("OneLogin")]
[TestFixture("Agilicus")]
public sealed class VendorLawTests(string vendor)
{
    private VendorTenant _tenant;

    private static IEnumerable<TestCaseData> Laws() => DirectoryLaws.All.Select(law => new TestCaseData(law).SetArgDisplayNames(law.Name));

    [OneTimeSetUp]
    public async Task Start() => _tenant = await VendorTenant.StartAsync(vendor, users: 30);

    [OneTimeTearDown]
    public async Task Stop() => await _tenant.DisposeAsync();

    [TestCaseSource(nameof(Laws))]
    public async Task Directory_satisfies_the_law(DirectoryLaw law) => await law.CheckAsync(new LawSubject(_tenant.Directory)
    {
        CustomAttributes = _tenant.CustomAttributes,
        UnknownId = _tenant.UnknownId,
        ConsistencyDelay = TimeSpan.Zero,
    });

    [Test]
    public async Task Users_are_listed_once_with_their_model()
    {
        var users = await _tenant.Directory.ListAsync().ToListAsync();

        Assert.That(users, Has.Count.GreaterThanOrEqualTo(30));
        Assert.That(users.Select(user => user.Id), Is.Unique);
        Assert.That(users.Select(user => user.Source<ApiObject>()), Is.All.Not.Null);
    }

    /// <summary>After an update and its reversal, the model is the same as before, except for the time of the change.</summary>
    [Test]
    public async Task Update_changes_nothing_else_in_the_vendors_model()
    {
        await foreach (var user in _tenant.Directory.ListAsync())
        {
            if (user.State is not UserState.Active || user.GivenName is null)
            {
                continue;
            }

            var before = Json((await _tenant.Directory.GetAsync(user.Id))!);
            await _tenant.Directory.UpdateAsync(user.Id, UserValues.Of((UserAttribute.GivenName, "Other")));
            Assert.That(Json((await _tenant.Directory.GetAsync(user.Id))!), Is.Not.EqualTo(before));
            await _tenant.Directory.UpdateAsync(user.Id, UserValues.Of((UserAttribute.GivenName, user.GivenName)));

            Assert.That(Json((await _tenant.Directory.GetAsync(user.Id))!), Is.EqualTo(before));
        }
    }

    private static string Json(DirectoryUser user)
    {
        var json = Newtonsoft.Json.Linq.JObject.FromObject(user.Source<ApiObject>());
        foreach (var name in new[] { "lastUpdated", "updated_at", "updated" })
        {
            json.Remove(name);
        }

        return json.ToString();
    }
}
