using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>Parameters of generated operations, as they are sent.</summary>
public sealed class RequestParameterTests
{
    private static IEnumerable<TestCaseData> Values()
    {
        yield return new TestCaseData("a b", "a%20b");
        yield return new TestCaseData("", "");
        yield return new TestCaseData(true, "true");
        yield return new TestCaseData(false, "false");
        yield return new TestCaseData(-1.5, "-1.5");
        yield return new TestCaseData(Okta.UserStatus.Active, "ACTIVE");
        yield return new TestCaseData(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)), "2026-01-02T01%3A04%3A05.000Z");
        yield return new TestCaseData(new Nameless(), "");
    }

    [TestCaseSource(nameof(Values))]
    public void Value_has_one_form_in_query_and_headers(object value, string expected)
    {
        var request = new ApiRequest("GET", "/things").Query("q", value).Header("X-A", value).Header("X-B", value);

        Assert.That(request.Target(), Is.EqualTo("/things?q=" + expected));
        Assert.That(request.Headers.Select(header => (header.Key, Uri.EscapeDataString(header.Value))), Is.EqualTo(new[] { ("X-A", expected), ("X-B", expected) }));
    }

    [Test]
    public void Null_is_not_sent()
    {
        var request = new ApiRequest("GET", "/things").Query("q", null).Header("X-A", null).QueryList("list", null, explode: true)
            .QueryList("joined", null, explode: false).QueryMap("search.", null);

        Assert.That(request.Target(), Is.EqualTo("/things"));
        Assert.That(request.Headers, Is.Empty);
    }

    [Test]
    public void Number_fills_its_place_in_the_path() => Assert.That(new ApiRequest("GET", "/things/{id}/{id}x/{other}").Path("id", -7).Target(), Is.EqualTo("/things/-7/-7x/{other}"));

    [TestCase(null)]
    [TestCase("")]
    public void Missing_required_parameter_is_refused_by_its_argument(string? orgId) => Assert.That(
        () => new ApiRequest("GET", "/things").RequiredQuery("org_id", orgId), Throws.ArgumentException.With.Property("ParamName").EqualTo("orgId").And.Message.Contains("required"));

    [Test]
    public void Required_parameter_is_sent() => Assert.That(new ApiRequest("GET", "/things").RequiredQuery("org_id", "a").RequiredQuery("limit", 0).Target(), Is.EqualTo("/things?org_id=a&limit=0"));

    [Test]
    public void List_is_one_parameter_for_each_value_or_one_for_all()
    {
        object?[] values = ["a", null, 2];

        Assert.That(new ApiRequest("GET", "/").QueryList("x", values, explode: true).Target(), Is.EqualTo("/?x=a&x=2"));
        Assert.That(new ApiRequest("GET", "/").QueryList("x", values, explode: false).Target(), Is.EqualTo("/?x=a%2C2"));
    }

    [Test]
    public void Map_is_one_parameter_for_each_entry_with_a_prefix()
    {
        var request = new ApiRequest("GET", "/").QueryMap("custom.", new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" });

        Assert.That(request.Target(), Is.EqualTo("/?custom.a=1&custom.b=2"));
    }

    [TestCase("")]
    [TestCase(null)]
    public void Empty_key_of_a_map_is_refused_by_its_argument(string? key)
    {
        KeyValuePair<string, string>[] entries = [new(key!, "1")];
        Assert.That(
            () => new ApiRequest("GET", "/").QueryMap("custom.", entries), Throws.ArgumentException.With.Property("ParamName").EqualTo("entries").And.Message.Contains("empty"));
    }

    [Test]
    public void Missing_body_is_refused_by_its_argument()
    {
        Json.Everything? user = null;
        Assert.That(() => new ApiRequest("POST", "/").Body(user!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("user"));
    }

    [Test]
    public void Body_is_checked_by_its_rules()
    {
        var pair = new Agilicus.UpstreamUserIdentitySpec { LocalUserId = "u1" };
        Assert.That(() => new ApiRequest("POST", "/").Body(pair), Throws.ArgumentException.With.Property("ParamName").EqualTo("pair").And.Message.Contains("is required"));
        Assert.That(() => new ApiRequest("POST", "/").Form(pair), Throws.ArgumentException.With.Property("ParamName").EqualTo("pair"));
    }

    private sealed class Nameless
    {
        public override string? ToString() => null;
    }
}
