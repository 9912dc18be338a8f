using System.Text;
using IdentitySdk.Core;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests.Json;

/// <summary>A model that was read is written with every value in its received form.</summary>
[TestFixtureSource(typeof(Serializer), nameof(Serializer.All))]
internal sealed class RoundTripTests(string serializer)
{
    /// <summary>Numbers that Newtonsoft's reader rounds or rejects.</summary>
    private const string HardNumbers = """{"x":1.00000000000000000000000000000000000000000001,"y":1e400,"z":-0.0,"id":"1"}""";

    private static IEnumerable<TestCaseData> Documents()
    {
        yield return new TestCaseData("""{"id":"1","password":{},"more":[[]],"none":null,"deep":{"a":[{"b":[1,2,{"c":null}]}]}}""")
            .SetArgDisplayNames("free-form members");
        yield return new TestCaseData("""{"count":2147483647,"big":9223372036854775807,"x":9007199254740993,"y":123456789012345678901234567890,"z":0.1000000000000000055511151231}""")
            .SetArgDisplayNames("long numbers");
        yield return new TestCaseData("""{"ratio":1e3,"price":12.50,"child":{"ratio":0.1,"price":1.0,"child":{"ratio":-7,"price":3,"child":{"ratio":-9223372036854775808}}}}""")
            .SetArgDisplayNames("forms of numbers");
        yield return new TestCaseData("""{"at":"2013-06-24T16:39:18.000Z","child":{"at":"2013-06-24T16:39:18Z"}}""")
            .SetArgDisplayNames("UTC with and without milliseconds");
        yield return new TestCaseData("""{"at":"2015-06-07T15:49:51.23+02:00","child":{"at":"2015-06-07T15:49:51.1234567Z","child":{"at":"2015-06-07T15:49:51.123456789Z"}}}""")
            .SetArgDisplayNames("offsets and fractions");
        yield return new TestCaseData("""{"at":"2015-06-07 15:49","day":"2015-06-07","child":{"at":"2015-06-07"}}""").SetArgDisplayNames("forms near RFC 3339");
        yield return new TestCaseData("""{"free":"2013-06-24T16:39:18.000+01:00","labels":{"d":"2013-06-24"},"x":"2013-06-24T16:39:18Z","names":["/Date(1)/"]}""")
            .SetArgDisplayNames("strings like dates");
        yield return new TestCaseData("""{"times":["2013-06-24T16:39:18.000Z","2015-06-07T15:49:51+02:00","2013-06-24T16:39:18Z"],"child":{"times":["2013-06-24T16:39:18.000Z"]}}""")
            .SetArgDisplayNames("lists of date-times");
        yield return new TestCaseData("""{"moments":{"a":[],"b":["2013-06-24T16:39:18.000Z","2015-06-07 15:49"],"c":["2013-06-24T16:39:18.000Z"],"d":["2015-06-07"]},"id":"1"}""")
            .SetArgDisplayNames("maps of lists of date-times");
        yield return new TestCaseData("""{"guids":{"a":"6f9619ff-8b86-d011-b42d-00cf4fc964ff","b":"6F9619FF-8B86-D011-B42D-00CF4FC964FF"},"ratios":[1,1.50,2],"child":{"ratios":[0.1,9007199254740993,7]}}""")
            .SetArgDisplayNames("maps of GUIDs and lists of numbers");
        yield return new TestCaseData("""{"guid":"6F9619FF-8B86-D011-B42D-00CF4FC964FF","child":{"guid":"6f9619ff-8b86-d011-b42d-00cf4fc964ff"}}""")
            .SetArgDisplayNames("forms of GUIDs");
        yield return new TestCaseData("""{"uri":"https://{yourOktaDomain}/a b?c=%2F","child":{"uri":""}}""").SetArgDisplayNames("invalid URIs");
        yield return new TestCaseData("""{"id":null,"count":null,"at":null,"names":null,"labels":null,"child":null,"links":null,"free":null,"status":null,"on":null}""")
            .SetArgDisplayNames("nulls");
        yield return new TestCaseData("""{"status":"A_STATUS_OF_TOMORROW","labels":{"a":null,"":"","é😀":"é😀\u0000"},"names":[],"rows":[[],[1]],"counts":{}}""")
            .SetArgDisplayNames("unknown values and unusual names");
        yield return new TestCaseData("""{"links":{"self":{"id":"a"},"many":[{"id":"b"},{"x":1}],"none":[]}}""").SetArgDisplayNames("one or many");
        yield return new TestCaseData("""{"\u0069d":"1","A\u0042":"\u00e9\ud83d\ude00","ab":{"\u00e9":"\/"}}""").SetArgDisplayNames("escapes");
        yield return new TestCaseData("{\"x\" : {\r\n\t\"a\" : 1 }\n,\"id\": \"1\" , \"y\":[ ] }").SetArgDisplayNames("white space");
    }

    [TestCaseSource(nameof(Documents))]
    public void Model_is_written_unchanged(string json)
    {
        var model = Serializer.Read<Everything>(serializer, json, Everything.Read);

        Serializer.AssertSame(Serializer.Write(serializer, model), json);
    }

    [TestCaseSource(nameof(Documents))]
    public void Model_is_written_unchanged_by_every_serializer(string json)
    {
        var model = Serializer.Read<Everything>(serializer, json, Everything.Read);

        Assert.Multiple(() => Array.ForEach(Serializer.All, writer => Serializer.AssertSame(Serializer.Write(writer, model), json)));
    }

    [TestCaseSource(nameof(Documents))]
    public void Model_is_written_unchanged_after_a_read_of_additional_data(string json)
    {
        var model = Serializer.Read<Everything>(serializer, json, Everything.Read)!;

        _ = model.AdditionalData.Count + model.AdditionalData.Values.Count(value => value is JContainer);

        Serializer.AssertSame(Serializer.Write(serializer, model), json);
    }

    [TestCase(TestName = "Payloads of vendors are written unchanged")]
    public void Payloads_of_vendors_are_written_unchanged()
    {
        if (SharedPayloads.Missing is { } reason)
        {
            Assert.Ignore(reason);
        }

        foreach (var file in SharedPayloads.Files)
        {
            var json = File.ReadAllText(file);
            foreach (var write in Readings(json).ToList())
            {
                Serializer.AssertSame(write, json);
            }
        }
    }

    [Test]
    public void Numbers_that_no_type_can_hold_are_written_unchanged()
    {
        var model = Serializer.Read<Everything>(Serializer.Http, HardNumbers, Everything.Read)!;

        Serializer.AssertSame(Serializer.Write(serializer, model), HardNumbers);
        Assert.That(model.AdditionalData["y"]!.ToString(), Is.EqualTo("1e400"));
        Serializer.AssertSame(Serializer.Write(serializer, model), HardNumbers);
    }

    [Test]
    public void Date_time_that_is_set_is_written_in_UTC_with_milliseconds()
    {
        var model = Serializer.Read<Everything>(serializer, """{"at":"2015-06-07T15:49:51.23+02:00"}""", Everything.Read)!;
        Assert.That(model.At!.Value.Offset, Is.EqualTo(TimeSpan.FromHours(2)));

        model.At = model.At;

        Assert.That(Serializer.Write(serializer, model), Is.EqualTo("""{"at":"2015-06-07T13:49:51.230Z"}"""));
    }

    [Test]
    public void List_of_date_times_that_is_set_is_written_in_UTC_with_milliseconds()
    {
        var model = Serializer.Read<Everything>(serializer, """{"times":["2015-06-07T15:49:51+02:00","2015-06-07T15:49:51.1234567Z"],"at":"2015-06-07"}""", Everything.Read)!;
        Assert.That(model.Times!.Select(time => time.Offset), Is.EqualTo(new[] { TimeSpan.FromHours(2), TimeSpan.Zero }));

        model.Times = [.. model.Times!];

        Assert.That(Serializer.Write(serializer, model), Is.EqualTo("""{"at":"2015-06-07","times":["2015-06-07T13:49:51.000Z","2015-06-07T15:49:51.1234567Z"]}"""));
    }

    [Test]
    public void Additional_data_changed_in_place_is_written()
    {
        var model = Serializer.Read<Everything>(serializer, """{"x":{"a":1},"y":2}""", Everything.Read)!;

        ((JObject)model.AdditionalData["x"]!)["a"] = 5;
        model.AdditionalData.Remove("y");
        model.AdditionalData["id"] = "from outside";
        model.Id = "own";

        Serializer.AssertSame(Serializer.Write(serializer, model), """{"x":{"a":5},"id":"own"}""");
    }

    private IEnumerable<string> Readings(string json)
    {
        var isArray = json.TrimStart().StartsWith('[');
        if (isArray)
        {
            var users = Serializer.Read(serializer, json, (ref ModelReader reader) => reader.ReadList(static (ref ModelReader reader) => Okta.User.Read(ref reader)));
            yield return Serializer.Write(serializer, writer => writer.WriteList(users, static (writer, value) => writer.Write(value)));
            var links = Serializer.Read(serializer, json, (ref ModelReader reader) => reader.ReadList(static (ref ModelReader reader) => Okta.Group.Read(ref reader)));
            yield return Serializer.Write(serializer, writer => writer.WriteList(links, static (writer, value) => writer.Write(value)));
            yield break;
        }

        yield return Serializer.Write(serializer, Serializer.Read<Everything>(serializer, json, Everything.Read));
        yield return Serializer.Write(serializer, Serializer.Read<Okta.User>(serializer, json, Okta.User.Read));
        yield return Serializer.Write(serializer, Serializer.Read<OneLogin.User>(serializer, json, OneLogin.User.Read));
        yield return Serializer.Write(serializer, Serializer.Read<Agilicus.UserRequestInfo>(serializer, json, Agilicus.UserRequestInfo.Read));
        if (JObject.Parse(json)["data"] is JArray { First: JObject })
        {
            var pages = Serializer.Read(serializer, Encoding.UTF8.GetBytes(json), Everything.Read, out _)!;
            var user = pages.AdditionalData["data"]![0]!.ToString();
            var model = Serializer.Read<OneLogin.User>(serializer, user, OneLogin.User.Read);
            Serializer.AssertSame(Serializer.Write(serializer, model), user);
        }
    }
}
