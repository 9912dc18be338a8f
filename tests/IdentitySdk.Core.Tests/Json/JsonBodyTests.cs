using IdentitySdk.Core;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests.Json;

internal sealed class JsonBodyTests
{
    [Test]
    public async Task Body_is_JSON_with_its_length()
    {
        using var body = JsonBody.Create(new Everything { Id = "o'neil+é@example.com", At = new(2020, 1, 2, 3, 4, 5, TimeSpan.FromHours(1)) });

        Assert.That(await body.ReadAsStringAsync(), Is.EqualTo("""{"id":"o'neil+é@example.com","at":"2020-01-02T02:04:05.000Z"}"""));
        Assert.That(body.Headers.ContentLength, Is.EqualTo((await body.ReadAsByteArrayAsync()).Length));
    }

    [Test]
    public async Task Body_larger_than_the_first_buffer_is_complete()
    {
        var names = Enumerable.Range(0, 20_000).Select(index => $"name {index}").ToList();
        using var body = JsonBody.Create(new Everything { Names = names, Id = new string('x', 100_000) });

        var read = Serializer.Read<Everything>(Serializer.Http, await body.ReadAsStringAsync(), Everything.Read)!;
        Assert.That(read.Names, Is.EqualTo(names));
        Assert.That(read.Id, Has.Length.EqualTo(100_000));
    }

    [Test]
    public async Task Unchanged_members_are_sent_byte_for_byte()
    {
        var model = Serializer.Read<Everything>(Serializer.Http, """{"x": {"a" : [1.00, "\u00e9\/"] },"id":"1"}""", Everything.Read)!;
        using var body = JsonBody.Create(model);

        Assert.That(await body.ReadAsStringAsync(), Is.EqualTo("""{"id":"1","x":{"a" : [1.00, "\u00e9\/"] }}"""));
    }

    private static IEnumerable<TestCaseData> UnpairedSurrogates()
    {
        const string Unpaired = "a\ud800b";
        yield return new TestCaseData(new Everything { Child = new() { Id = Unpaired } }, "child.id").SetArgDisplayNames("nested");
        yield return new TestCaseData(new Everything { Names = ["a", "\udc00"] }, "names").SetArgDisplayNames("in a list");
        yield return new TestCaseData(new Everything { Labels = new Dictionary<string, string?> { [Unpaired] = "" } }, "labels").SetArgDisplayNames("a key");
        yield return new TestCaseData(new Everything { Status = new Okta.UserStatus("\ud83d") }, "status").SetArgDisplayNames("an enum");
        yield return new TestCaseData(new Everything { Free = new JObject { ["a"] = new JArray(Unpaired) } }, "free.a").SetArgDisplayNames("a tree");
        yield return new TestCaseData(new Everything { Child = new() { AdditionalData = { ["x"] = Unpaired } } }, "child.x").SetArgDisplayNames("additional data");
        yield return new TestCaseData(new Everything { Links = new Dictionary<string, OneOrMany<Everything>> { ["self"] = new(new Everything { Id = Unpaired }) } }, "links.id")
            .SetArgDisplayNames("in a map");
    }

    [TestCaseSource(nameof(UnpairedSurrogates))]
    public void Unpaired_surrogate_throws_with_the_member(ApiObject model, string member)
    {
        var exception = Assert.Catch<ArgumentException>(() => JsonBody.Create(model));

        Assert.That(exception!.Message, Is.EqualTo($"The member '{member}' contains an unpaired surrogate, which UTF-8 cannot encode."));
    }

    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    public void Number_that_JSON_cannot_hold_throws(double ratio) =>
        Assert.Multiple(() =>
        {
            Assert.Catch<ArgumentException>(() => JsonBody.Create(new Everything { Ratio = ratio }));
            Assert.Catch<ArgumentException>(() => JsonBody.Create(new Everything { AdditionalData = { ["x"] = new JArray(ratio) } }));
        });
}
