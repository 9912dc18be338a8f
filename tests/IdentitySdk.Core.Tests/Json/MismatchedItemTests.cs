using System.Text;
using IdentitySdk.Core;
using Newtonsoft.Json;

namespace IdentitySdk.Tests.Json;

/// <summary>An item of another JSON type than the documented one is left out alone: the list or map has the others, and every item is written at its place.</summary>
[TestFixtureSource(typeof(Serializer), nameof(Serializer.All))]
internal sealed class MismatchedItemTests(string serializer)
{
    [TestCase("""["a",1,{"b":[2]},"c"]""", """["a","c"]""", "names")]
    [TestCase("""[null,"a"]""", """["a"]""", "names")]
    [TestCase("""["a","b",["c"] , true ]""", """["a","b"]""", "names")]
    [TestCase("""[[1],[2,"3"],[4]]""", "[[1],[2],[4]]", "rows")]
    [TestCase("""[[1],5,[4]]""", "[[1],[4]]", "rows")]
    [TestCase("""[[1],[null,2],["3"]]""", "[[1],[2]]", "rows")]
    [TestCase("""[null,[]]""", "[[]]", "rows")]
    [TestCase("""{"a":"b","c":{"d":[]},"e":null}""", """{"a":"b","e":null}""", "labels")]
    [TestCase("""{"a":1,"b":"2","c":3,"d":null,"e":1.5}""", """{"a":1,"c":3}""", "counts")]
    [TestCase("""{"self":{"id":"a","x":1},"next":5,"none":null}""", """{"self":{"id":"a","x":1}}""", "links")]
    [TestCase("""{"self":[{"at":"2015-06-07T15:49:51+02:00"},"b"],"many":["c"]}""", """{"self":[{"at":"2015-06-07T15:49:51+02:00"}]}""", "links")]
    [TestCase("""["2013-06-24T16:39:18.000Z",5,"soon",null]""", """["2013-06-24T16:39:18+00:00"]""", "times")]
    [TestCase("""[5,"2015-06-07T15:49:51+02:00"]""", """["2015-06-07T15:49:51+02:00"]""", "times")]
    [TestCase("""{"a":["2013-06-24T16:39:18.000Z",{}],"b":"2013-06-24","c":[7]}""", """{"a":["2013-06-24T16:39:18+00:00"]}""", "moments")]
    [TestCase("""{"a":"6f9619ff-8b86-d011-b42d-00cf4fc964ff","c":""}""", """{"a":"6f9619ff-8b86-d011-b42d-00cf4fc964ff"}""", "guids")]
    [TestCase("""[1,1.50,"2"]""", "[1.0,1.5]", "ratios")]
    public void Mismatched_item_is_left_out_reported_once_and_written_at_its_place(string value, string expected, string member)
    {
        var json = $$"""{"x":1,"{{member}}":{{value}},"id":"1"}""";
        var model = Serializer.Read(serializer, Encoding.UTF8.GetBytes(json), Everything.Read, out var unexpected)!;

        Assert.Multiple(() =>
        {
            Assert.That(unexpected, Is.EqualTo(new[] { "Everything." + member }));
            Assert.That(model.IsSet(member), Is.True);
            Assert.That(Typed(model, member), Is.EqualTo(expected));
            Assert.That(model.AdditionalData.Keys, Is.EqualTo(new[] { "x" }));
            Assert.That(model.Id, Is.EqualTo("1"), "later members are read");
        });
        Assert.Multiple(() => Array.ForEach(Serializer.All, writer => Serializer.AssertSame(Serializer.Write(writer, model), json)));
    }

    [Test]
    public void Model_beside_a_mismatched_item_can_be_changed()
    {
        var model = Read("""{"links":{"self":[5,{"id":"a"},"b",{"id":"c"}],"next":{"id":"d"},"odd":7}}""");

        model.Links!["self"][1].Id = "changed";
        model.Links["next"][0].AdditionalData["x"] = 1;

        Serializer.AssertSame(Write(model), """{"links":{"self":[5,{"id":"a"},"b",{"id":"changed"}],"next":{"id":"d","x":1},"odd":7}}""");
    }

    [TestCase("", """["a",1,"b",null,"c"]""", Description = "Nothing")]
    [TestCase("add z", """["a",1,"b",null,"c","z"]""")]
    [TestCase("insert 0 z", """["z","a",1,"b",null,"c"]""")]
    [TestCase("insert 1 z", """["a",1,"z","b",null,"c"]""", Description = "Both stay beside their left neighbor")]
    [TestCase("insert 2 z", """["a",1,"b",null,"z","c"]""")]
    [TestCase("remove 0", """[1,"b",null,"c"]""")]
    [TestCase("remove 1", """["a",1,null,"c"]""")]
    [TestCase("remove 2", """["a",1,"b",null]""")]
    [TestCase("set 1 z", """["a",1,"z",null,"c"]""")]
    [TestCase("set 0 z, set 1 z", """["z","z",null,"c",1]""", Description = "The first one has lost both neighbors")]
    [TestCase("reverse", """["c","b",null,"a",1]""")]
    [TestCase("clear", "[1,null]")]
    [TestCase("clear, add z", """["z",1,null]""")]
    [TestCase("remove 0, add b, add z", """[1,"b",null,"c","b","z"]""")]
    public void Mismatched_items_of_a_changed_list_stay_beside_a_neighbor_or_move_to_the_end(string changes, string expected)
    {
        var model = Read("""{"names":["a",1,"b",null,"c"]}""");
        foreach (var change in changes.Split(", ", StringSplitOptions.RemoveEmptyEntries))
        {
            Change((List<string>)model.Names!, change.Split(' '));
        }

        Assert.Multiple(() => Array.ForEach(Serializer.All, writer => Serializer.AssertSame(Serializer.Write(writer, model), $$"""{"names":{{expected}}}""")));
    }

    [Test]
    public void Mismatched_items_at_both_ends_stay_there()
    {
        var model = Read("""{"names":[1,"a","b",2]}""");

        ((List<string>)model.Names!).Insert(1, "z");

        Serializer.AssertSame(Write(model), """{"names":[1,"a","z","b",2]}""");
    }

    [Test]
    public void Replaced_list_or_map_has_no_mismatched_items()
    {
        var model = Read("""{"names":["a",1],"labels":{"a":"b","c":5},"counts":{"a":1,"b":"2"}}""");

        model.Names = [.. model.Names!, "z"];
        model.Labels = null;
        model.Unset(nameof(Everything.Counts));

        Assert.That(Write(model), Is.EqualTo("""{"names":["a","z"],"labels":null}"""));
    }

    [TestCase("[5]")]
    [TestCase("[null]")]
    [TestCase("""[{"a":"b"},true]""")]
    public void List_in_which_no_item_fits_is_unset_and_not_empty(string value)
    {
        var json = $$"""{"names":{{value}},"child":{"rows":[[1],[{}]]} }""";
        var model = Serializer.Read(serializer, Encoding.UTF8.GetBytes(json), Everything.Read, out var unexpected)!;

        Assert.That(model.IsSet("names"), Is.False);
        Assert.That(model.AdditionalData.Keys, Is.EqualTo(new[] { "names" }));
        Assert.That(model.Child!.Rows, Is.EqualTo(new[] { new[] { 1L } }));
        Assert.That(unexpected, Is.EqualTo(new[] { "Everything.names", "Everything.rows" }));
        Serializer.AssertSame(Write(model), json);
    }

    [TestCase("""{"a":1,"a":"x","b":2}""", """{"b":2}""", """{"b":2,"a":"x"}""")]
    [TestCase("""{"a":"x","a":1,"b":2}""", """{"a":1,"b":2}""", """{"a":1,"b":2}""")]
    [TestCase("""{"a":1,"a":"x","a":3,"b":"y"}""", """{"a":3}""", """{"a":3,"b":"y"}""")]
    [TestCase("""{"a":"x","a":1,"\u0061":"y","b":2}""", """{"b":2}""", """{"b":2,"a":"y"}""")]
    [TestCase("""{"\u0061":"x","a":1,"b":"y"}""", """{"a":1}""", """{"a":1,"b":"y"}""")]
    public void Last_of_two_members_of_a_map_with_one_name_is_used(string value, string expected, string written)
    {
        var model = Read($$"""{"counts":{{value}}}""");

        Assert.That(Typed(model, "counts"), Is.EqualTo(expected));
        Assert.That(Last(Write(model)), Is.EqualTo(Last($$"""{"counts":{{written}}}""")));
    }

    [Test]
    public void Deep_mismatched_items_are_written_unchanged()
    {
        var deep = new string('[', 100) + "1" + new string(']', 100);
        var json = $$"""{"labels":{"a":"b","c":{{deep}} },"names":["a",{{deep}}]}""".Replace(" ", "");
        var model = (Everything)ModelReader.ReadSdkValue(Encoding.UTF8.GetBytes(json), new Everything())!;

        Assert.That(Write(model).Length, Is.EqualTo(json.Length));
        Assert.That(Serializer.Write(serializer, (Everything)ModelReader.ReadSdkValue(Encoding.UTF8.GetBytes(Write(model)), new Everything())!), Is.EqualTo(Write(model)));
    }

    [Test]
    public void Report_of_a_mismatched_item_names_its_model_once()
    {
        var users = string.Join(',', Enumerable.Repeat("""{"names":["a",1,2],"child":{"links":{"self":[{"counts":{"a":1,"b":true}},5]},"id":7}}""", 200));
        _ = Serializer.Read(
            serializer, Encoding.UTF8.GetBytes($"[{users}]"), (ref ModelReader reader) => reader.ReadList(static (ref ModelReader reader) => Everything.Read(ref reader)), out var unexpected);

        Assert.That(unexpected, Is.EqualTo(new[] { "Everything.names", "Everything.counts", "Everything.links", "Everything.id" }));
    }

    [Test]
    public void Additional_member_is_read_strictly()
    {
        var model = Read("""{"more":["a",1]}""");

        Assert.That(model.TryGetStringList("more", out _), Is.False);
        Assert.Throws<InvalidOperationException>(() => model.GetStringList("more"));
    }

    [Test]
    public void Many_mismatched_items_take_linear_time([Values(20_000)] int count)
    {
        var numbers = Enumerable.Range(0, count).ToList();
        var names = numbers.Select(number => $"\"n\",{number}");
        var counts = numbers.Select(number => $"\"k{number}\":1,\"o{number}\":\"x\"").Concat(numbers.Skip(1).Select(number => $"\"k{number}\":\"x\""));
        var json = $"{{\"names\":[{string.Join(',', names)}],\"counts\":{{{string.Join(',', counts)}}}}}";
        var model = Read(json);

        Assert.That(model.Names, Has.Count.EqualTo(count));
        Assert.That(model.Counts!.Keys, Is.EqualTo(new[] { "k0" }));
        Assert.That(Last(Write(model)), Is.EqualTo(Last(json)));
    }

    private static void Change(List<string> names, string[] change)
    {
        switch (change[0])
        {
            case "add": names.Add(change[1]); break;
            case "insert": names.Insert(int.Parse(change[1]), change[2]); break;
            case "remove": names.RemoveAt(int.Parse(change[1])); break;
            case "set": names[int.Parse(change[1])] = change[2]; break;
            case "reverse": names.Reverse(); break;
            default: names.Clear(); break;
        }
    }

    /// <summary>The value of a property as JSON.</summary>
    private static string Typed(Everything model, string member)
    {
        var property = typeof(Everything).GetProperties().Single(property => property.Name.Equals(member, StringComparison.OrdinalIgnoreCase));
        return JsonConvert.SerializeObject(property.GetValue(model));
    }

    /// <summary>The document with sorted members and only the last of those with one name.</summary>
    private static string Last(string json)
    {
        var tree = (Newtonsoft.Json.Linq.JObject)new ModelReader(Encoding.UTF8.GetBytes(json)).ReadJToken()!;
        foreach (var map in tree.Properties().Select(member => member.Value).OfType<Newtonsoft.Json.Linq.JObject>())
        {
            map.ReplaceAll(map.Properties().OrderBy(member => member.Name, StringComparer.Ordinal).ToList());
        }

        return tree.ToString(Formatting.None);
    }

    private Everything Read(string json) => Serializer.Read<Everything>(serializer, json, Everything.Read)!;

    private string Write(Everything model) => Serializer.Write(serializer, model);
}
