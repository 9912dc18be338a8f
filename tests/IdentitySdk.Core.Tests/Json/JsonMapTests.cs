using IdentitySdk.Core;
using Newtonsoft.Json;

namespace IdentitySdk.Tests.Json;

/// <summary>Maps of models, empty to large.</summary>
[TestFixtureSource(typeof(Serializer), nameof(Serializer.All))]
internal sealed class JsonMapTests(string serializer)
{
    [TestCase(0)]
    [TestCase(1)]
    [TestCase(8)]
    [TestCase(9)]
    [TestCase(100_000, Description = "A scan for each member would take minutes.")]
    public void Members_are_found_in_the_order_of_the_document(int count)
    {
        var keys = Enumerable.Range(0, count).Select(number => $"k{number * 7919 % 100_003}").ToArray();

        var map = Read($"{{{string.Join(',', keys.Select((key, index) => $"\"{key}\":{index}"))}}}");

        Assert.Multiple(() =>
        {
            Assert.That(map, Has.Count.EqualTo(count));
            Assert.That(map.Keys, Is.EqualTo(keys));
            Assert.That(map.Values, Is.EqualTo(Enumerable.Range(0, count)));
            Assert.That(map.Select(member => map[member.Key]), Is.EqualTo(map.Values));
            Assert.That(keys.All(map.ContainsKey), Is.True);
            Assert.That(map.ContainsKey("k"), Is.False);
            Assert.That(map.TryGetValue("k", out var none), Is.False);
            Assert.That(none, Is.Zero);
        });
    }

    [TestCase(1)]
    [TestCase(7)]
    [TestCase(8)]
    [TestCase(100)]
    public void Last_of_members_with_one_name_is_used(int others)
    {
        var map = Read($"{{\"a\":1,{string.Concat(Enumerable.Range(0, others).Select(number => $"\"k{number}\":0,"))}\"a\":2,\"A\":3,\"a\":4}}");

        Assert.Multiple(() =>
        {
            Assert.That(map, Has.Count.EqualTo(others + 2));
            Assert.That(map["a"], Is.EqualTo(4));
            Assert.That(map["A"], Is.EqualTo(3), "names are case-sensitive");
            Assert.That(map.Count(member => member.Key == "a"), Is.EqualTo(1));
        });
    }

    [TestCase("""{"a":1}""")]
    [TestCase("""{"a":1,"b":2,"c":3,"d":4,"e":5,"f":6,"g":7,"h":8,"i":9}""")]
    public void Missing_key_throws(string json)
    {
        var map = Read(json);

        Assert.Multiple(() =>
        {
            Assert.That(() => map["A"], Throws.TypeOf<KeyNotFoundException>().With.Message.Contains("'A'"));
            Assert.That(() => map[null!], Throws.ArgumentNullException);
            Assert.That(() => map.ContainsKey(null!), Throws.ArgumentNullException);
        });
    }

    [Test]
    public void Serializers_write_a_map_as_an_object([Values(1, 20)] int count)
    {
        var json = $"{{{string.Join(',', Enumerable.Range(0, count).Select(number => $"\"k{number}\":{number}"))}}}";
        var map = Read(json);

        Assert.Multiple(() =>
        {
            Assert.That(JsonConvert.SerializeObject(map), Is.EqualTo(json));
            Assert.That(System.Text.Json.JsonSerializer.Serialize(map), Is.EqualTo(json));
        });
    }

    [TestCase("""{"shifts":[{"a":"2015-06-07T15:49:51.000Z"},{},{"b":"2015-06-07T15:49:51+02:00"}]}""", true)]
    [TestCase("""{"shifts":[{"a":"2015-06-07T15:49:51.000Z","b":5},"none",{"c":"soon"}]}""", true)]
    [TestCase("""{"shifts":["none",{"c":"soon"}]}""", false)]
    public void List_of_maps_is_written_unchanged(string json, bool isSet)
    {
        var rota = Serializer.Read<Rota>(serializer, json, Rota.Read)!;

        Assert.That(rota.IsSet("shifts"), Is.EqualTo(isSet));
        Serializer.AssertSame(Serializer.Write(serializer, rota), json);
    }

    private IReadOnlyDictionary<string, long> Read(string json) =>
        Serializer.Read(serializer, json, static (ref ModelReader reader) => reader.ReadMap(static (ref ModelReader reader) => reader.ReadInt64()))!;

    private sealed class Rota : ApiObject
    {
        private static readonly NameTable s_names = new(NameTable.Empty, "shifts", nameof(Shifts));

        private IReadOnlyList<IReadOnlyDictionary<string, DateTimeOffset>>? Shifts { get; set { field = value; Set(0); } }

        private protected override NameTable Members => s_names;

        public static Rota? Read(ref ModelReader reader) => reader.BeginObject() ? reader.Fill(new Rota()) : null;

        private protected override void ReadMember(int index, ref ModelReader reader) =>
            Shifts = reader.ReadList(static (ref ModelReader reader) => reader.ReadMap(static (ref ModelReader reader) => reader.ReadDateTimeOffset()));

        private protected override void WriteMember(int index, ModelWriter writer) =>
            writer.WriteList(Shifts, static (writer, map) => writer.WriteMap(map, static (writer, value) => writer.Write(value)));
    }
}
