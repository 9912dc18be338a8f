using IdentitySdk.Core;

namespace IdentitySdk.Tests.Json;

internal sealed class ApiObjectTests
{
    [Test]
    public void Property_is_unset_then_null_then_a_value_then_unset()
    {
        var model = new Everything();
        Assert.That(model.IsSet(nameof(Everything.Names)), Is.False);
        Assert.That(Json(model), Is.EqualTo("{}"));

        model.Names = null;
        Assert.That(model.IsSet("names"));
        Assert.That(Json(model), Is.EqualTo("""{"names":null}"""));

        model.Names = ["a"];
        Assert.That(Json(model), Is.EqualTo("""{"names":["a"]}"""));

        model.Unset(nameof(Everything.Names));
        Assert.That(model.Names, Is.Null);
        Assert.That(Json(model), Is.EqualTo("{}"));
    }

    [Test]
    public void Unset_clears_a_value_of_every_type()
    {
        const string All = """
            {"id":"1","count":1,"big":1,"ratio":1.5,"price":1.5,"on":true,"at":"2013-06-24T16:39:18Z","day":"2013-06-24","guid":"6f9619ff-8b86-d011-b42d-00cf4fc964ff",
            "uri":"a","free":{},"status":"ACTIVE","names":[],"rows":[],"labels":{},"counts":{},"child":{},"links":{},"times":[],"moments":{},"guids":{},"ratios":[]}
            """;
        var model = Serializer.Read<Everything>(Serializer.Http, All, Everything.Read)!;
        var properties = typeof(Everything).GetProperties().Where(property => property.CanWrite).ToList();
        Assert.That(properties, Has.Count.EqualTo(Everything.MemberCount));

        foreach (var property in properties)
        {
            Assert.That(model.IsSet(property.Name), property.Name);
            model.Unset(property.Name);
            Assert.That(property.GetValue(model), Is.Null.Or.Property("Type").EqualTo(Newtonsoft.Json.Linq.JTokenType.Null), property.Name);
        }

        Assert.That(Json(model), Is.EqualTo("{}"));
    }

    [Test]
    public void Unknown_property_throws()
    {
        Assert.Throws<ArgumentException>(() => new Everything().IsSet("nothing"));
        Assert.Throws<ArgumentException>(() => new Everything().Unset("nothing"));
        Assert.Throws<ArgumentNullException>(() => new Everything().IsSet(null!));
    }

    [TestCase(0)]
    [TestCase(41)]
    [TestCase(42)]
    [TestCase(105)]
    [TestCase(106)]
    [TestCase(129)]
    public void Property_beyond_the_64th_has_three_states(int index)
    {
        var name = ManyMembers.Name(index);
        var model = new ManyMembers();
        Assert.That(model.IsSet(name), Is.False);

        model[index] = null;
        Assert.That(Json(model), Is.EqualTo($$"""{"{{name}}":null}"""));

        model[index] = "a";
        Assert.That(Json(model), Is.EqualTo($$"""{"{{name}}":"a"}"""));
        Assert.That(Enumerable.Range(0, 130).Count(other => model.IsSet(ManyMembers.Name(other))), Is.EqualTo(1));

        model.Unset(name);
        Assert.That(Json(model), Is.EqualTo("{}"));
    }

    [TestCaseSource(typeof(Serializer), nameof(Serializer.All))]
    public void Inherited_members_are_read_and_written(string serializer)
    {
        const string Document = """{"additionalData":"a","member_129":"b","id":"c","at":"2013-06-24T16:39:18+02:00","member_0":null,"x":1,"member_77":5}""";
        var model = Serializer.Read<ManyMembers>(serializer, Document, ManyMembers.Read)!;

        Assert.Multiple(() =>
        {
            Assert.That(model.AdditionalDataValue, Is.EqualTo("a"));
            Assert.That(model[129], Is.EqualTo("b"));
            Assert.That(model.Id, Is.EqualTo("c"));
            Assert.That(model.IsSet("member_0"));
            Assert.That(model.AdditionalData.Keys, Is.EquivalentTo(new[] { "x", "member_77" }));
        });
        Serializer.AssertSame(Serializer.Write(serializer, model), Document);
        Serializer.AssertSame(
            Serializer.Write(serializer, PartialUpdate.Between(new ManyMembers(), model, new ManyMembers(), nameof(model))),
            Document.Replace("\"x\":1,", "", StringComparison.Ordinal));
    }

    [Test]
    public void ToString_is_type_and_id_only()
    {
        Assert.That(new Everything { Names = ["secret"] }.ToString(), Is.EqualTo("Everything"));
        Assert.That(new Everything { Id = "00u1", Names = ["secret"] }.ToString(), Is.EqualTo("Everything 00u1"));
        Assert.That(new Okta.User { Id = "00u1", Profile = new() { Login = "secret" } }.ToString(), Is.EqualTo("User 00u1"));
        Assert.That(new OneLogin.User { Id = 7, Email = "secret" }.ToString(), Is.EqualTo("User 7"));
    }

    [Test]
    public void Concurrent_readers_get_the_same_values()
    {
        var model = Serializer.Read<ManyMembers>(Serializer.Http, """{"x":{"a":1},"id":"1"}""", ManyMembers.Read)!;

        Parallel.For(0, 200, _ =>
        {
            Assert.That((int)model.AdditionalData["x"]!["a"]!, Is.EqualTo(1));
            Assert.That(model.IsSet("member_100"), Is.False);
            Serializer.AssertSame(Json(model), """{"x":{"a":1},"id":"1"}""");
        });
    }

    /// <summary>With two instances, the changes in one of them would be lost.</summary>
    [Test]
    public void Concurrent_readers_of_additional_data_get_the_same_instance([ValueSource(typeof(Serializer), nameof(Serializer.All))] string serializer)
    {
        using var barrier = new Barrier(2);
        var models = Enumerable.Range(0, 5_000).Select(_ => Serializer.Read<ManyMembers>(serializer, """{"x":1}""", ManyMembers.Read)!).ToArray();
        object[] ReadAll() => Array.ConvertAll(models, model =>
        {
            barrier.SignalAndWait();
            return (object)model.AdditionalData;
        });

        object[][] results = [[], []];
        Parallel.Invoke(() => results[0] = ReadAll(), () => results[1] = ReadAll());

        Assert.That(results[0].Zip(results[1], ReferenceEquals), Has.All.True);
    }

    private static string Json(ApiObject model) => Serializer.Write(Serializer.Http, model);
}
