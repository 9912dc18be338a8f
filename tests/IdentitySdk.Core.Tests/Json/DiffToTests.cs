using IdentitySdk.Core;

namespace IdentitySdk.Tests.Json;

internal sealed class DiffToTests
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
    [TestCase("""{"x":1,"y":{"a":1,"b":[1]}}""", """{"x":1,"y":{"a":2,"b":[1]},"z":null}""", """{"y":{"a":2},"z":null}""", TestName = "Additional data too")]
    [TestCase("""{"id":5,"count":1}""", """{"id":6,"count":1}""", """{"id":6}""", TestName = "Members of another type too")]
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
        TestName = "Odd items too")]
    [TestCase("""{"names":["a",1],"links":{"self":[{"id":"a"},5]}}""",
        """{"names":["a","b",1],"links":{"self":[{"id":"b"},5]}}""",
        """{"names":["a","b",1],"links":{"self":[{"id":"b"},5]}}""",
        TestName = "Items beside odd ones")]
    public void Difference(string original, string changed, string expected)
    {
        var before = JsonDoor.Read<Everything>(JsonDoor.Http, original, Everything.Read)!;
        var after = JsonDoor.Read<Everything>(JsonDoor.Http, changed, Everything.Read)!;

        var update = before.DiffTo(after);

        JsonDoor.AssertSame(JsonDoor.Write(JsonDoor.Http, update), expected);
        JsonDoor.AssertSame(JsonDoor.Write(JsonDoor.Http, before), original);
        JsonDoor.AssertSame(JsonDoor.Write(JsonDoor.Http, after), changed);
    }

    [Test]
    public void Difference_of_generated_models_has_the_changed_properties()
    {
        const string Json = """{"id":"00u1","status":"ACTIVE","created":"2013-06-24T16:39:18.000Z","profile":{"login":"a@b.c","city":"Bonn","custom":[1]},"credentials":{"password":{}}}""";
        var user = JsonDoor.Read<Okta.User>(JsonDoor.Http, Json, Okta.User.Read)!;
        var changed = JsonDoor.Read<Okta.User>(JsonDoor.Http, Json, Okta.User.Read)!;
        changed.Profile!.City = null;
        changed.Profile.Title = "Director";
        changed.Profile.AdditionalData["custom"] = "new";

        JsonDoor.AssertSame(JsonDoor.Write(JsonDoor.Http, user.DiffTo(changed)), """{"profile":{"city":null,"title":"Director","custom":"new"}}""");
    }

    [Test]
    public void Objects_of_different_types_throw()
    {
        ApiObject user = new Okta.User();

        Assert.Throws<ArgumentException>(() => user.DiffTo(new Everything()));
        Assert.Throws<ArgumentNullException>(() => user.DiffTo(null!));
    }
}
