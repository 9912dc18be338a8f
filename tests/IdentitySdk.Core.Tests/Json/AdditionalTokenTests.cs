using IdentitySdk.Okta;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests.Json;

/// <summary>Additional members as tokens, created at the first access.</summary>
internal sealed class AdditionalTokenTests
{
    [Test]
    public void Token_changed_in_place_is_read_and_written()
    {
        var user = AdditionalValueTests.Read(0);
        var tree = (JObject)user.AdditionalData["tree"]!;
        tree["a"] = 2;
        ((JArray)user.AdditionalData["list"]!).Add("c");

        Assert.Multiple(() =>
        {
            Assert.That(user.AdditionalData["tree"], Is.SameAs(tree));
            Assert.That(user.AdditionalData.Single(member => member.Key == "tree").Value, Is.SameAs(tree), "also after all members became tokens");
            Assert.That(user.GetStringList("list"), Is.EqualTo(new[] { "a", "b", "c" }));
        });
        Serializer.AssertSameTokens(
            Serializer.Write(Serializer.Http, user),
            AdditionalValueTests.Json.Replace("{\"a\":1}", "{\"a\":2}").Replace("\"\\u0062\"]", "\"b\",\"c\"]"));
    }

    [Test]
    public void Missing_member_is_not_found()
    {
        var members = AdditionalValueTests.Read(0).AdditionalData;

        Assert.Multiple(() =>
        {
            Assert.That(members.ContainsKey("missing"), Is.False);
            Assert.That(members.ContainsKey("escaped"), Is.True);
            Assert.That(members.TryGetValue("missing", out var none), Is.False);
            Assert.That(none, Is.Null);
            Assert.That(() => members["missing"], Throws.TypeOf<KeyNotFoundException>());
            Assert.That(() => members[null!], Throws.ArgumentNullException);
            Assert.That(members["none"]!.Type, Is.EqualTo(JTokenType.Null));
        });
    }

    [Test]
    public void Concurrent_readers_of_a_member_get_the_same_token()
    {
        for (var round = 0; round < 500; round++)
        {
            var user = AdditionalValueTests.Read(0);
            var tokens = new JToken?[4];

            Parallel.For(0, 4, index => tokens[index] = index == 3
                ? user.AdditionalData.First(member => member.Key == "tree").Value
                : user.AdditionalData["tree"]);

            Assert.That(tokens, Has.All.SameAs(tokens[0]));
        }
    }
}
