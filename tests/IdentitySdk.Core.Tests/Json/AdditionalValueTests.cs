using IdentitySdk.Okta;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests.Json;

/// <summary>Typed reads of additional members, which parse only the member that is read.</summary>
internal sealed class AdditionalValueTests
{
    internal const string Json = """
        {"id":"1","text":"a\u00e9\/b","plain":"Bonn","empty":"","long":-9007199254740993,"ratio":1.50,"huge":1e400,"on":true,"off":false,"at":"2015-06-07T15:49:51+02:00","list":["a","\u0062"],
        "mixed":["a",1],"none":null,"tree":{"a":1},"twice":1,"twice":"two","esc\u0061ped":5,"half":"\ud800"}
        """;

    private static readonly string[] s_names =
    [
        "text", "plain", "empty", "long", "ratio", "huge", "on", "off", "at", "list", "mixed", "none", "tree", "twice", "escaped", "half", "missing", "id",
    ];

    /// <summary>Reads from the bytes, from a token that the caller has, and after all members became tokens.</summary>
    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    public void Typed_read_returns_the_value_or_null(int access)
    {
        var user = Read(access);

        Assert.Multiple(() =>
        {
            Assert.That(user.GetString("text"), Is.EqualTo("aé/b"));
            Assert.That(user.GetString("plain"), Is.EqualTo("Bonn"));
            Assert.That(user.GetString("empty"), Is.Empty);
            Assert.That(user.GetString("twice"), Is.EqualTo("two"), "the last of two members with one name");
            Assert.That(user.GetInt64("long"), Is.EqualTo(-9007199254740993));
            Assert.That(user.GetInt64("escaped"), Is.EqualTo(5));
            Assert.That(user.GetDouble("ratio"), Is.EqualTo(1.5));
            Assert.That(user.GetDecimal("ratio")!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture), Is.EqualTo("1.50"));
            Assert.That(user.GetBoolean("on"), Is.True);
            Assert.That(user.GetBoolean("off"), Is.False);
            Assert.That(user.GetDateTimeOffset("at"), Is.EqualTo(new DateTimeOffset(2015, 6, 7, 15, 49, 51, TimeSpan.FromHours(2))));
            Assert.That(user.GetDateTimeOffset("at")!.Value.Offset, Is.EqualTo(TimeSpan.FromHours(2)));
            Assert.That(user.GetStringList("list"), Is.EqualTo(new[] { "a", "b" }));
            Assert.That(new object?[] { user.GetString("none"), user.GetInt64("none"), user.GetDouble("none") }, Has.All.Null);
            Assert.That(new object?[] { user.GetBoolean("missing"), user.GetDateTimeOffset("none"), user.GetStringList("missing") }, Has.All.Null);
            Assert.That(user.GetString("id"), Is.Null, "a property is not an additional member");
        });
        Serializer.AssertSameTokens(Serializer.Write(Serializer.Http, user), Json);
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    public void TryGet_of_another_type_returns_false(int access)
    {
        var user = Read(access);

        Assert.Multiple(() =>
        {
            Assert.That(s_names.Where(name => user.TryGetString(name, out _)), Is.EqualTo(new[] { "text", "plain", "empty", "at", "twice" }));
            Assert.That(s_names.Where(name => user.TryGetInt64(name, out _)), Is.EqualTo(new[] { "long", "escaped" }));
            Assert.That(s_names.Where(name => user.TryGetDouble(name, out _)), Is.EqualTo(new[] { "long", "ratio", "escaped" }));
            Assert.That(s_names.Where(name => user.TryGetDecimal(name, out _)), Is.EqualTo(new[] { "long", "ratio", "escaped" }));
            Assert.That(s_names.Where(name => user.TryGetBoolean(name, out _)), Is.EqualTo(new[] { "on", "off" }));
            Assert.That(s_names.Where(name => user.TryGetDateTimeOffset(name, out _)), Is.EqualTo(new[] { "at" }));
            Assert.That(s_names.Where(name => user.TryGetStringList(name, out _)), Is.EqualTo(new[] { "list" }));
            Assert.That(user.TryGetInt64("long", out var number) ? number : 0, Is.EqualTo(-9007199254740993));
            Assert.That(user.TryGetString("plain", out var text) ? text : null, Is.EqualTo("Bonn"));
        });
    }

    [TestCase("plain", "The member 'plain' is a JSON string, not a 64-bit integer.")]
    [TestCase("tree", "The member 'tree' is a JSON object, not a 64-bit integer.")]
    [TestCase("list", "The member 'list' is a JSON array, not a 64-bit integer.")]
    [TestCase("on", "The member 'on' is a JSON boolean, not a 64-bit integer.")]
    [TestCase("ratio", "The member 'ratio' is a JSON number, not a 64-bit integer.")]
    public void Typed_read_of_another_type_throws_with_member_and_types(string name, string message) =>
        Assert.That(Assert.Throws<InvalidOperationException>(() => Read(0).GetInt64(name))!.Message, Is.EqualTo(message));

    [Test]
    public void Typed_read_of_an_unfit_value_throws() => Assert.Multiple(() =>
    {
        var user = Read(0);
        Assert.Throws<InvalidOperationException>(() => user.GetString("half"));
        Assert.Throws<InvalidOperationException>(() => user.GetDouble("huge"));
        Assert.Throws<InvalidOperationException>(() => user.GetDecimal("huge"));
        Assert.Throws<InvalidOperationException>(() => user.GetBoolean("text"));
        Assert.Throws<InvalidOperationException>(() => user.GetDateTimeOffset("plain"));
        Assert.Throws<InvalidOperationException>(() => user.GetStringList("mixed"));
        Assert.Throws<ArgumentNullException>(() => user.GetString(null!));
        Assert.Throws<ArgumentNullException>(() => user.TryGetString(null!, out _));
    });

    [Test]
    public void Typed_read_of_a_set_member_returns_it()
    {
        var user = new User();
        Assert.That(user.GetString("x"), Is.Null);

        user.AdditionalData["x"] = "a";
        user.AdditionalData["n"] = 5;
        user.AdditionalData["l"] = new JArray("a", "b");
        user.AdditionalData["d"] = new DateTimeOffset(2020, 1, 2, 3, 4, 5, TimeSpan.Zero);
        user.AdditionalData["null"] = null;

        Assert.Multiple(() =>
        {
            Assert.That(user.GetString("x"), Is.EqualTo("a"));
            Assert.That(user.GetInt64("n"), Is.EqualTo(5));
            Assert.That(user.GetStringList("l"), Is.EqualTo(new[] { "a", "b" }));
            Assert.That(user.GetDateTimeOffset("d"), Is.EqualTo(new DateTimeOffset(2020, 1, 2, 3, 4, 5, TimeSpan.Zero)));
            Assert.That(user.GetString("null"), Is.Null);
        });
    }

    [Test]
    public void Removed_member_is_not_written_and_the_others_are_unchanged()
    {
        var user = Read(0);
        user.AdditionalData.Remove("plain");

        Assert.That(user.GetString("plain"), Is.Null);
        Serializer.AssertSameTokens(Serializer.Write(Serializer.Http, user), Json.Replace("\"plain\":\"Bonn\",", ""));
    }

    [Test]
    public void Typed_read_allocates_only_the_result()
    {
        var user = Read(0);
        Assert.That(Allocated(() => user.GetInt64("long")), Is.Zero);
        Assert.That(Allocated(() => user.TryGetBoolean("on", out _)), Is.Zero);
        Assert.That(Allocated(() => user.GetString("plain")), Is.LessThanOrEqualTo(40));
    }

    /// <summary>The fewest bytes that a read allocates.</summary>
    internal static long Allocated(Action read)
    {
        var least = long.MaxValue;
        for (var round = 0; round < 500; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            read();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }

    internal static User Read(int access)
    {
        var user = Serializer.Read<User>(Serializer.Http, Json, User.Read)!;
        if (access == 1)
        {
            Array.ForEach(s_names, name => user.AdditionalData.TryGetValue(name, out _));
        }
        else if (access == 2)
        {
            _ = user.AdditionalData.Count;
        }

        return user;
    }
}
