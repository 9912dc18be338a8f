using System.Runtime.Loader;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests;

/// <summary>Compiled models write the JSON that they have read. The samples are beside the specifications.</summary>
public sealed class RoundTripTests
{
    // Reading with the defaults would turn strings into dates and decimals into doubles.
    private static readonly JsonSerializerSettings s_exact = new() { DateParseHandling = DateParseHandling.None, FloatParseHandling = FloatParseHandling.Decimal };

    public static IEnumerable<TestCaseData> Samples =>
        from name in MiniSpec.Names
        let path = Path.Combine(MiniSpec.Folder, $"{name}.json")
        where File.Exists(path)
        from type in JsonConvert.DeserializeObject<JObject>(File.ReadAllText(path), s_exact)!.Properties()
        from sample in type.Value.Select((json, index) => (json, index))
        select new TestCaseData(name, type.Name, sample.json).SetArgDisplayNames(name, type.Name, $"{sample.index}");

    [TestCaseSource(nameof(Samples))]
    public void Model_writes_the_JSON_that_was_read(string spec, string type, JToken json)
    {
        var model = Read(spec, type, json);

        var written = JsonConvert.DeserializeObject<JToken>(JsonConvert.SerializeObject(model), s_exact);

        Assert.That(JToken.DeepEquals(written, json), Is.True, () => $"read {json}\nwrote {written}");
    }

    [TestCaseSource(nameof(Samples))]
    public void Member_is_either_a_property_or_additional_data(string spec, string type, JToken json)
    {
        var model = Read(spec, type, json);

        foreach (var member in ((JObject)json).Properties().Where(member => member.Name != "unknown"))
        {
            Assert.That(model.IsSet(member.Name), Is.Not.EqualTo(model.AdditionalData.ContainsKey(member.Name)), member.Name);
        }
    }

    [Test]
    public void First_sample_has_no_additional_data() => Assert.Multiple(() =>
    {
        foreach (var sample in Samples.Where(sample => sample.TestName is null && ((JToken)sample.Arguments[2]!).Path.EndsWith("[0]", StringComparison.Ordinal)))
        {
            var model = Read((string)sample.Arguments[0]!, (string)sample.Arguments[1]!, (JToken)sample.Arguments[2]!);
            Assert.That(model.AdditionalData.Keys.Where(name => name != "unknown"), Is.Empty, $"{sample.Arguments[0]} {sample.Arguments[1]}");
        }
    });

    private static ApiObject Read(string spec, string type, JToken json)
    {
        var context = new AssemblyLoadContext(spec, isCollectible: true);
        var assembly = context.LoadFromStream(new MemoryStream(MiniSpec.Compile(spec)));
        return (ApiObject)JsonConvert.DeserializeObject(json.ToString(), assembly.GetType($"{MiniSpec.Namespace}.{type}", throwOnError: true)!)!;
    }
}
