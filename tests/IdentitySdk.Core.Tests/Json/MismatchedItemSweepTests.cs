using System.Collections;
using System.Reflection;
using System.Text;
using IdentitySdk.Core;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests.Json;

/// <summary>Every list and map of every generated model, with a mismatched item first, in the middle and last.</summary>
[TestFixtureSource(typeof(Serializer), nameof(Serializer.All))]
internal sealed class MismatchedItemSweepTests(string serializer)
{
    private static readonly string[] s_values = ["5", "\"t\"", "true", "1.5", "null", "[]", "[[]]", "[null]", "{}", "{\"unmapped\":[1]}"];

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
    public void Sweep_covers_all_vendors_and_collection_types()
    {
        var properties = Properties().Select(data => (PropertyInfo)data.Arguments[1]!).ToList();

        Assert.That(properties, Has.Count.GreaterThan(60));
        Assert.That(properties.Select(property => property.DeclaringType!.Namespace).Distinct(), Is.EquivalentTo(new[] { "IdentitySdk.Okta", "IdentitySdk.OneLogin", "IdentitySdk.Agilicus" }));
        Assert.That(properties.Select(property => property.PropertyType.GetGenericTypeDefinition()).Distinct(),
            Is.EquivalentTo(new[] { typeof(IReadOnlyList<>), typeof(IReadOnlyDictionary<,>) }));
    }

    [TestCaseSource(nameof(Properties))]
    public void Mismatched_item_is_the_only_one_left_out(Type model, PropertyInfo property)
    {
        var name = Name(property);
        var isMap = property.PropertyType.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>);
        var item = property.PropertyType.GetGenericArguments()[^1];
        var (fitting, mismatched) = (s_values.Where(value => Fits(item, value, property)).ToList(), s_values.Where(value => !Fits(item, value, property)).ToList());
        Assert.That(fitting, Is.Not.Empty);
        Assert.That(mismatched, item == typeof(JToken) ? Is.Empty : Is.Not.Empty);
        foreach (var (value, place) in mismatched.SelectMany(value => Enumerable.Range(0, 3).Select(place => (value, place))))
        {
            var values = Enumerable.Repeat(fitting[0], 2).ToList();
            values.Insert(place, value);
            var json = isMap
                ? $"{{\"{name}\":{{{string.Join(',', values.Select((each, index) => $"\"m{index}\":{each}"))}}}}}"
                : $"{{\"{name}\":[{string.Join(',', values)}]}}";
            var read = Read(model, json, out var unexpected);

            Assert.That(unexpected, Is.EqualTo(new[] { $"{model.Name}.{name}" }), json);
            Assert.That(((IEnumerable?)property.GetValue(read))?.Cast<object>().Count(), Is.EqualTo(2), json);
            Assert.That(read.AdditionalData, Is.Empty, json);
            Array.ForEach(Serializer.All, writer => Serializer.AssertSame(Serializer.Write(writer, read), json));
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

    private ApiObject Read(Type model, string json, out IReadOnlyList<string> unexpected) => Serializer.Read(
        serializer, Encoding.UTF8.GetBytes(json), (ref ModelReader reader) => reader.BeginObject() ? reader.Fill((ApiObject)Activator.CreateInstance(model)!) : null, out unexpected)!;
}
