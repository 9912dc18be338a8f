using System.Collections;
using System.Reflection;
using System.Text;
using IdentitySdk.Core;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests.Json;

/// <summary>Every list and map of every generated model, with an odd item at the first, a middle and the last place.</summary>
[TestFixtureSource(typeof(JsonDoor), nameof(JsonDoor.All))]
internal sealed class OddItemSweepTests(string door)
{
    private static readonly string[] s_values = ["5", "\"t\"", "true", "1.5", "null", "[]", "[[]]", "[null]", "{}", "{\"odd\":[1]}"];

    private static IEnumerable<TestCaseData> Properties()
    {
        var assemblies = new[] { typeof(Okta.User).Assembly, typeof(OneLogin.User).Assembly, typeof(Agilicus.User).Assembly };
        return from type in assemblies.SelectMany(assembly => assembly.GetExportedTypes())
               where type.IsSubclassOf(typeof(ApiObject)) && !type.IsAbstract
               from property in type.GetProperties()
               where IsCollection(property.PropertyType)
               select new TestCaseData(type, property).SetArgDisplayNames($"{type.Namespace}.{type.Name}.{property.Name}");
    }

    [Test]
    public void Sweep_is_of_all_vendors_and_kinds()
    {
        var properties = Properties().Select(data => (PropertyInfo)data.Arguments[1]!).ToList();

        Assert.That(properties, Has.Count.GreaterThan(60));
        Assert.That(properties.Select(property => property.DeclaringType!.Namespace).Distinct(), Is.EquivalentTo(new[] { "IdentitySdk.Okta", "IdentitySdk.OneLogin", "IdentitySdk.Agilicus" }));
        Assert.That(properties.Select(property => property.PropertyType.GetGenericTypeDefinition()).Distinct(),
            Is.EquivalentTo(new[] { typeof(IReadOnlyList<>), typeof(IReadOnlyDictionary<,>), typeof(OneOrMany<>) }));
    }

    [TestCaseSource(nameof(Properties))]
    public void Odd_item_costs_only_itself(Type model, PropertyInfo property)
    {
        var name = Name(property);
        var isMap = property.PropertyType.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>);
        var item = property.PropertyType.GetGenericArguments()[^1];
        var (good, odd) = (s_values.Where(value => Fits(item, value, property)).ToList(), s_values.Where(value => !Fits(item, value, property)).ToList());
        Assert.That(good, Is.Not.Empty);
        Assert.That(odd, item == typeof(JToken) ? Is.Empty : Is.Not.Empty);
        foreach (var (value, place) in odd.SelectMany(value => Enumerable.Range(0, 3).Select(place => (value, place))))
        {
            var values = Enumerable.Repeat(good[0], 2).ToList();
            values.Insert(place, value);
            var json = isMap
                ? $"{{\"{name}\":{{{string.Join(',', values.Select((each, index) => $"\"m{index}\":{each}"))}}}}}"
                : $"{{\"{name}\":[{string.Join(',', values)}]}}";
            var read = Read(model, json, out var unexpected);

            Assert.That(unexpected, Is.EqualTo(new[] { $"{model.Name}.{name}" }), json);
            Assert.That(((IEnumerable?)property.GetValue(read))?.Cast<object>().Count(), Is.EqualTo(2), json);
            Assert.That(read.AdditionalData, Is.Empty, json);
            Array.ForEach(JsonDoor.All, writer => JsonDoor.AssertSame(JsonDoor.Write(writer, read), json));
        }
    }

    /// <summary>Whether a value alone in the list or map is of the documented type.</summary>
    private static bool Fits(Type item, string value, PropertyInfo property) => JToken.Parse(value) switch
    {
        _ when item == typeof(JToken) => true,
        { Type: JTokenType.Null } => IsNullable(property),
        JArray array when item.IsGenericType => array.All(inner => Fits(item.GetGenericArguments()[0], inner.ToString(Newtonsoft.Json.Formatting.None), property)),
        var one when item.IsGenericType && item.GetGenericTypeDefinition() == typeof(OneOrMany<>) => Fits(item.GetGenericArguments()[0], one.ToString(Newtonsoft.Json.Formatting.None), property),
        { Type: JTokenType.String } => item == typeof(string) || IsOpenEnum(item, typeof(string)),
        { Type: JTokenType.Integer } => item == typeof(long) || item == typeof(int) || IsOpenEnum(item, typeof(int)),
        JObject => item.IsSubclassOf(typeof(ApiObject)),
        _ => false,
    };

    private static bool IsOpenEnum(Type type, Type value) => type.IsValueType && typeof(IOpenEnum<,>).MakeGenericType(type, value).IsAssignableFrom(type);

    private static bool IsNullable(PropertyInfo property) =>
        new NullabilityInfoContext().Create(property).GenericTypeArguments is [.., { ReadState: NullabilityState.Nullable }];

    private static bool IsCollection(Type type) =>
        type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) || type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>) || type.GetGenericTypeDefinition() == typeof(OneOrMany<>));

    private static string Name(PropertyInfo property)
    {
        var names = (NameTable)property.DeclaringType!.GetField("MemberNames", BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null)!;
        return names[names.FindProperty(property.Name)];
    }

    private ApiObject Read(Type model, string json, out IReadOnlyList<string> unexpected) => JsonDoor.Read(
        door, Encoding.UTF8.GetBytes(json), (ref ModelReader reader) => reader.BeginObject() ? reader.Fill((ApiObject)Activator.CreateInstance(model)!) : null, out unexpected)!;
}
