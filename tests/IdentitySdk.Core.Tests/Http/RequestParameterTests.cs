using IdentitySdk.Core;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests;

/// <summary>Parameters and bodies of generated operations.</summary>
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
    public void Value_is_formatted_the_same_in_query_and_headers(object value, string expected)
    {
        var request = new ApiRequest("GET", "/things").Query("q", value).Header("X-A", value).Header("X-B", value);

        Assert.That(request.Target(), Is.EqualTo("/things?q=" + expected));
        Assert.That(request.Headers!.Select(header => (header.Key, Uri.EscapeDataString(header.Value))), Is.EqualTo(new[] { ("X-A", expected), ("X-B", expected) }));
    }

    [Test]
    public void Null_is_not_sent()
    {
        var request = new ApiRequest("GET", "/things").Query("q", null).Header("X-A", null).QueryList("list", null, explode: true)
            .QueryList("joined", null, explode: false).QueryMap("search.", null);

        Assert.That(request.Target(), Is.EqualTo("/things"));
        Assert.That(request.Headers, Is.Null);
    }

    [Test]
    public void Number_fills_all_its_places_in_the_path() => Assert.That(new ApiRequest("GET", "/things/{id}/{id}x/{other}").Path("id", -7).Target(), Is.EqualTo("/things/-7/-7x/{other}"));

    [TestCase(null)]
    [TestCase("")]
    public void Missing_required_parameter_is_refused_with_its_argument(string? orgId) => Assert.That(
        () => new ApiRequest("GET", "/things").RequiredQuery("org_id", orgId), Throws.ArgumentException.With.Property("ParamName").EqualTo("orgId").And.Message.Contains("required"));

    [Test]
    public void Required_parameter_is_sent() => Assert.That(new ApiRequest("GET", "/things").RequiredQuery("org_id", "a").RequiredQuery("limit", 0).Target(), Is.EqualTo("/things?org_id=a&limit=0"));

    [Test]
    public void List_is_one_parameter_per_value_or_one_for_all()
    {
        object?[] values = ["a", null, 2];

        Assert.That(new ApiRequest("GET", "/").QueryList("x", values, explode: true).Target(), Is.EqualTo("/?x=a&x=2"));
        Assert.That(new ApiRequest("GET", "/").QueryList("x", values, explode: false).Target(), Is.EqualTo("/?x=a%2C2"));
    }

    [Test]
    public void Map_is_one_parameter_per_entry_with_a_prefix()
    {
        var request = new ApiRequest("GET", "/").QueryMap("custom.", new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" });

        Assert.That(request.Target(), Is.EqualTo("/?custom.a=1&custom.b=2"));
    }

    [TestCase("")]
    [TestCase(null)]
    public void Empty_key_of_a_map_is_refused_with_its_argument(string? key)
    {
        KeyValuePair<string, string>[] entries = [new(key!, "1")];
        Assert.That(
            () => new ApiRequest("GET", "/").QueryMap("custom.", entries), Throws.ArgumentException.With.Property("ParamName").EqualTo("entries").And.Message.Contains("empty"));
    }

    [Test]
    public void Missing_body_is_refused_with_its_argument()
    {
        Json.Everything? user = null;
        Assert.That(() => new ApiRequest("POST", "/").Body(user!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("user"));
    }

    [Test]
    public void Body_that_breaks_a_rule_is_refused()
    {
        var pair = new Agilicus.UpstreamUserIdentitySpec { LocalUserId = "u1" };
        Assert.That(() => new ApiRequest("POST", "/").Body(pair), Throws.ArgumentException.With.Property("ParamName").EqualTo("pair").And.Message.Contains("is required"));
        Assert.That(() => new ApiRequest("POST", "/").Form(pair), Throws.ArgumentException.With.Property("ParamName").EqualTo("pair"));
    }

    [TestCase("GET")]
    [TestCase("POST")]
    [TestCase("PUT")]
    [TestCase("DELETE")]
    [TestCase("PATCH")]
    [TestCase("HEAD")]
    [TestCase("OPTIONS")]
    public void Usual_verb_allocates_no_string(string method) =>
        Assert.That(new ApiRequest($"{method} /things").Method, Is.SameAs(string.IsInterned(method)));

    [Test]
    public void Unusual_verb_is_read() => Assert.That(new ApiRequest("PURGE", "/things").Method, Is.EqualTo("PURGE"));

    [TestCase("a", true)]
    [TestCase("A", true)]
    [TestCase("b", true)]
    [TestCase("c", true)]
    [TestCase("d", true)]
    [TestCase("custom.x", true)]
    [TestCase("sent", true)]
    [TestCase("cursor", true)]
    [TestCase("custom", false)]
    [TestCase("e", false)]
    public void Extra_parameter_with_the_name_of_the_operations_own_is_refused(string name, bool isOwn)
    {
        var request = new ApiRequest("GET", "/things").Query("a", null).Query("b", null).QueryList("c", null, explode: true).QueryMap("custom.", null)
            .QueryList("d", null, explode: false).Query("sent", 1);

        Assert.That(
            () => request.WithExtra([new(name, "x y")], "cursor").Target(),
            isOwn ? Throws.ArgumentException.With.Property("ParamName").EqualTo("Query").And.Message.Contains($"'{name}'") : Is.EqualTo($"/things?sent=1&{name}=x%20y"));
        Assert.That(request.WithExtra([]), Is.SameAs(request));
        Assert.That(request.Target(), Is.EqualTo("/things?sent=1"));
    }

    [Test]
    public void Half_of_a_surrogate_pair_is_refused_with_its_parameter()
    {
        foreach (var (name, value) in new[] { ("a\ud800", "x"), ("a", "\udc00x") })
        {
            Assert.That(
                () => new ApiRequest("GET", "/things").Query(name, value),
                Throws.ArgumentException.With.Property("ParamName").EqualTo(name).And.Message.Contains($"'{name}'").And.Message.Contains("surrogate"));
        }
    }

    [Test]
    public void Newer_is_the_first_value_of_the_newer_API()
    {
        var request = new ApiRequest("GET", "/things").NewerApi(null, "", "options", "None").NewerApi(1, "use it", "options", "First").NewerApi(2, "", "options", "Second");

        Assert.That((request.Newer?.Name, request.Newer?.Instead, request.Newer?.Argument), Is.EqualTo(("First", "use it", "options")));
        var update = new OneLogin.UpdateUserRequest { Comment = "x" };
        Assert.That(new ApiRequest("PUT", "/things").Body(update).Newer?.Name, Does.EndWith("Comment"));
        Assert.That(request.Body(update).Newer?.Name, Is.EqualTo("First"));
        Assert.That(new ApiRequest("GET", "/things").NewerApi(null, "", "options", "None").Newer, Is.Null);
    }

    [TestCase(false, """{"email":"a@b.c"}""")]
    [TestCase(true, """{"id":"u1","email":"a@b.c"}""")]
    public async Task Read_only_member_is_sent_only_on_request(bool sendsReadOnly, string expected)
    {
        var user = new Agilicus.User { Id = "u1", Email = "a@b.c" };
        using var body = new ApiRequest("PUT", "/things").Body(user, BodyRules.Replacement, sendsReadOnly).CreateContent()!;

        Assert.That(JToken.DeepEquals(JToken.Parse(await body.ReadAsStringAsync()), JToken.Parse(expected)), Is.True);
    }

    [TestCase("application/json; okta-response=\"a,b-1_Z\"", "a", "b-1_Z")]
    [TestCase("application/json; okta-response=\"-\"", "-")]
    [TestCase("application/json; okta-response=\"_\"", "_")]
    public void MediaTypeParameter_sends_a_media_type_without_a_body(string expected, params string[] values)
    {
        using var body = new ApiRequest("GET", "/things").MediaTypeParameter("okta-response", values).CreateContent()!;

        Assert.That(body.Headers.NonValidated["Content-Type"].ToString(), Is.EqualTo(expected));
        Assert.That((body.Length, body.Headers.ContentLength), Is.EqualTo((0, 0L)));
    }

    [Test]
    public void MediaTypeParameter_without_values_sends_nothing()
    {
        Assert.That(new ApiRequest("GET", "/things").MediaTypeParameter("okta-response", null).CreateContent(), Is.Null);
        Assert.That(new ApiRequest("GET", "/things").MediaTypeParameter("okta-response", Array.Empty<string>()).CreateContent(), Is.Null);
    }

    [TestCase("a b")]
    [TestCase("a\"b")]
    [TestCase(";")]
    [TestCase("a\r\nb")]
    [TestCase("é")]
    [TestCase("a.b")]
    public void MediaTypeParameter_with_an_invalid_character_is_refused_with_its_argument(string value)
    {
        string[] hints = ["a", value];
        Assert.That(
            () => new ApiRequest("GET", "/things").MediaTypeParameter("okta-response", hints),
            Throws.ArgumentException.With.Property("ParamName").EqualTo("hints").And.Message.Contains("header"));
    }

    private sealed class Nameless
    {
        public override string? ToString() => null;
    }
}
