using IdentitySdk.Core;

namespace IdentitySdk.Tests.Json;

internal sealed class PartialUpdateTests
{
    [TestCase("""{"id":"1","count":1}""", """{"id":"1","count":1}""", "{}", TestName = "Equal objects have no difference")]
    [TestCase("""{"id":"1","count":1,"on":true}""", """{"id":"1","count":2,"on":true}""", """{"count":2}""", TestName = "Changed members only")]
    [TestCase("""{"id":"1","count":1}""", """{"id":"1","count":null}""", """{"count":null}""", TestName = "Null clears")]
    [TestCase("""{"id":"1","count":1}""", """{"id":"1"}""", "{}", TestName = "Unset member is left out")]
    [TestCase("""{"id":"1"}""", """{"id":"1","count":null,"names":[]}""", """{"count":null,"names":[]}""",
        TestName = "Members set for the first time, also to null")]
    [TestCase("""{"child":{"id":"1","child":{"count":1,"on":true}}}""",
        """{"child":{"id":"1","child":{"count":2,"on":true}}}""",
        """{"child":{"child":{"count":2}}}""",
        TestName = "Nested objects member by member")]
    [TestCase("""{"child":{"id":"1"}}""", """{"child":{}}""", "{}", TestName = "Nested object that only lost members is left out")]
    [TestCase("""{"child":null}""", """{"child":{}}""", """{"child":{}}""", TestName = "An empty object instead of null")]
    [TestCase("""{"child":{"id":"1"}}""", """{"child":null}""", """{"child":null}""", TestName = "Null instead of an object")]
    [TestCase("""{"names":["a","b"]}""", """{"names":["a","c"]}""", """{"names":["a","c"]}""", TestName = "Lists as a whole")]
    [TestCase("""{"labels":{"a":"1","b":"2","c":"3"}}""", """{"labels":{"a":"1","b":null,"d":"4"}}""", """{"labels":{"b":null,"d":"4"}}""",
        TestName = "Maps member by member")]
    [TestCase("""{"count":"5","on":true}""", """{"count":"6","on":true}""", """{"count":"6"}""", TestName = "Members of another type too")]
    [TestCase("""{"names":[]}""", """{"names":null}""", """{"names":null}""", TestName = "Null instead of an empty list")]
    [TestCase("""{"names":null}""", """{"names":[]}""", """{"names":[]}""", TestName = "An empty list instead of null")]
    [TestCase("""{"id":null,"count":1}""", """{"id":"1","count":2}""", """{"id":"1","count":2}""", TestName = "An id that only one object has")]
    [TestCase("""{"price":1.50,"at":"2015-06-07T15:49:51+02:00"}""",
        """{"price":1.75,"at":"2015-06-07T15:49:51+03:00"}""",
        """{"price":1.75,"at":"2015-06-07T15:49:51+03:00"}""",
        TestName = "Values keep their form")]
    [TestCase("""{"times":["2015-06-07"],"ratios":[1.5]}""",
        """{"times":["2015-06-07","2015-06-07T15:49:51+03:00"],"ratios":[1.5]}""",
        """{"times":["2015-06-07","2015-06-07T15:49:51+03:00"]}""",
        TestName = "Values in lists keep their form")]
    [TestCase("""{"names":["a",1],"labels":{"a":"b","n":5},"rows":[[1],"x"]}""",
        """{"names":["a",2],"labels":{"a":"b","n":6},"rows":[[1],"x"]}""",
        """{"names":["a",2],"labels":{"n":6}}""",
        TestName = "Mismatched items too")]
    [TestCase("""{"names":["a",1],"links":{"self":[{"id":"a"},5]}}""",
        """{"names":["a","b",1],"links":{"self":[{"id":"b"},5]}}""",
        """{"names":["a","b",1],"links":{"self":[{"id":"b"},5]}}""",
        TestName = "Items beside mismatched ones")]
    public void Difference(string original, string changed, string expected)
    {
        var before = Serializer.Read<Everything>(Serializer.Http, original, Everything.Read)!;
        var after = Serializer.Read<Everything>(Serializer.Http, changed, Everything.Read)!;

        var update = PartialUpdate.Between(before, after, new Everything(), "after");

        Serializer.AssertSame(Serializer.Write(Serializer.Http, update), expected);
        Serializer.AssertSame(Serializer.Write(Serializer.Http, before), original);
        Serializer.AssertSame(Serializer.Write(Serializer.Http, after), changed);
    }

    [Test]
    public void Difference_of_users_has_writable_members_and_custom_attributes()
    {
        const string Json = """
            {"id":"00u1","status":"ACTIVE","created":"2013-06-24T16:39:18.000Z","lastUpdated":1,"new":1,"type":{"id":"oty1","name":"n","created":"2013-06-24T16:39:18.000Z"},
            "profile":{"login":"ada@example.com","city":"Bonn","custom":[1]},"credentials":{"password":{},"new":1}}
            """;
        var user = Read(Json);
        var changed = Read(Json
            .Replace("ACTIVE", "SUSPENDED", StringComparison.Ordinal)
            .Replace("2013", "2014", StringComparison.Ordinal)
            .Replace(":1", ":2", StringComparison.Ordinal)
            .Replace("Bonn", "Köln", StringComparison.Ordinal));
        changed.Profile!.Title = null;
        changed.Profile.AdditionalData["custom"] = "new";

        AssertSent(user.DiffTo(changed), """{"profile":{"city":"Köln","title":null,"custom":"new"}}""");
        AssertSent(user.DiffTo(user), "{}");
    }

    [Test]
    public void Copy_of_a_user_has_writable_members_and_custom_attributes()
    {
        var user = Read("""
            {"id":"00u1","status":"ACTIVE","created":"2013-06-24T16:39:18.000Z","lastUpdated":1,"new":1,"realmId":7,"_links":{"self":{"href":"/"}},
            "type":{"id":"oty1","created":"2013-06-24T16:39:18.000Z"},
            "profile":{"login":"ada@example.com","custom":[1,{"a":"\ud83d"}]},"credentials":{"password":{},"provider":{"type":"OKTA"},"new":1}}
            """);

        var update = Okta.UpdateUserRequest.From(user);

        Serializer.AssertSameTokens(Serializer.Write(Serializer.SystemTextJson, update), """
            {"realmId":7,"type":{"id":"oty1"},"profile":{"login":"ada@example.com","custom":[1,{"a":"\ud83d"}]},
            "credentials":{"password":{},"provider":{"type":"OKTA"}}}
            """);
        update.Profile!.Login = "other";
        update.Profile.AdditionalData.Clear();
        Assert.That(user.Profile!.Login, Is.EqualTo("ada@example.com"), "the copy is independent");
        Assert.That(user.Profile.AdditionalData.Keys, Is.EqualTo(new[] { "custom" }));
    }

    [TestCase("""{"profile":{"n":1.50,"big":123456789012345678901234567890,"e":1e400,"z":-0,"deep":{"a":[{"b":[[null]]}]},"":"","ünï":"\u0000"}}""")]
    [TestCase("""{"profile":{"x":1,"x":2}}""", TestName = "A name twice")]
    [TestCase("""{"profile":null,"credentials":null,"type":null,"realmId":null}""", TestName = "Nulls")]
    [TestCase("""{"profile":[1],"credentials":"text","type":7}""", TestName = "Members of another type")]
    [TestCase("""{"profile":{"login":5,"email":{"a":1}},"type":{"created":5,"id":true}}""", TestName = "Nested members of another type")]
    public void Copy_has_every_value_in_its_received_form(string json)
    {
        var copy = Serializer.Write(Serializer.Http, Okta.UpdateUserRequest.From(Read(json)));

        Serializer.AssertSameTokens(copy, json.Replace("\"created\":5,", "", StringComparison.Ordinal));
        Serializer.AssertSame(Serializer.Write(Serializer.Http, Read("{}").DiffTo(Read(json))), copy);
        AssertSent(Read(json).DiffTo(Read(json)), "{}");
    }

    [Test]
    public void Concurrent_callers_can_copy_and_compare_one_user()
    {
        var user = Read("""{"id":"1","profile":{"login":"ada@example.com","a":1,"b":[2]}}""");
        var changed = Read("""{"id":"1","profile":{"login":"ada@example.com","a":2,"b":[2]}}""");

        Parallel.For(0, 200, _ =>
        {
            Assert.That(user.Profile!.AdditionalData["b"], Is.Not.Null);
            AssertSent(user.DiffTo(changed), """{"profile":{"a":2}}""");
            AssertSent(Okta.UpdateUserRequest.From(user), """{"profile":{"login":"ada@example.com","a":1,"b":[2]}}""");
        });
    }

    [Test]
    public void Objects_of_different_ids_throw()
    {
        var user = new Okta.User { Id = "1" };

        Assert.Multiple(() =>
        {
            Assert.That(() => user.DiffTo(new Okta.User { Id = "2" }), Throws.ArgumentException.With.Property("ParamName").EqualTo("changed"));
            Assert.That(() => user.DiffTo(Read("""{"id":1}""")), Throws.ArgumentException, "an id of another JSON type");
            Assert.That(() => user.DiffTo(null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("changed"));
            Assert.That(() => Okta.UpdateUserRequest.From(null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("user"));
            Assert.That(() => user.DiffTo(new Okta.User()), Throws.Nothing);
        });
    }

    [TestCase("{}", false)]
    [TestCase("""{"profile":{}}""", false)]
    [TestCase("""{"credentials":{"password":{}},"type":{"created":"2013-06-24T16:39:18.000Z"}}""", false, TestName = "Read-only members are no change")]
    [TestCase("""{"profile":{"title":null}}""", true)]
    [TestCase("""{"profile":{"skills":[]}}""", true)]
    [TestCase("""{"later":1}""", true)]
    public void Update_without_a_value_throws(string json, bool isAccepted)
    {
        var update = Serializer.Read<Okta.UpdateUserRequest>(Serializer.Http, json, Okta.UpdateUserRequest.Read)!;
        var request = new ApiRequest("POST", "/users");

        Assert.That(
            () => request.Body(update, BodyRules.Partial),
            isAccepted ? Throws.Nothing : Throws.ArgumentException.With.Property("ParamName").EqualTo("update").And.Message.Contains("UpdateUserRequest"));
    }

    private static Okta.User Read(string json) => Serializer.Read<Okta.User>(Serializer.Http, json, Okta.User.Read)!;

    private static void AssertSent(ApiObject update, string expected) => Serializer.AssertSame(Serializer.Write(Serializer.Http, update), expected);
}
