using CsCheck;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests.Json;

/// <summary>A list received with mismatched items is written with every item and every mismatch once, however a caller changes it.</summary>
internal sealed class MismatchedItemProperties
{
    private static readonly Gen<JToken> s_item = Gen.Frequency<JToken>(
        (3, Gen.Int[0, 3].Select(number => (JToken)new JValue($"s{number}"))), (2, Gen.Int[0, 3].Select(number => (JToken)new JValue(number))));

    private static readonly Gen<(int Kind, int Place, string Item)> s_change = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 9], Gen.Int[0, 3].Select(number => $"s{number}"));

    [Test]
    public void Changed_list_is_written_with_every_item_and_every_mismatch_once() => Gen.Select(s_item.Array[1, 8], s_change.Array[0, 6], Gen.Int[0, 2].Select(serializer => Serializer.All[serializer])).Sample(
        (items, changes, serializer) =>
        {
            var json = new JObject { ["names"] = new JArray(new JValue("s0"), items) }.ToString();
            var model = Serializer.Read<Everything>(serializer, json, Everything.Read)!;
            var names = (List<string>)model.Names!;
            Array.ForEach(changes, change => Change(names, change));

            var written = JObject.Parse(Serializer.Write(serializer, model))["names"]!.ToList();
            Assert.That(written.Where(IsText).Select(item => (string)item!), Is.EqualTo(names), "in the caller's order");
            Assert.That(written.Where(item => !IsText(item)).Select(item => (int)item), Is.EquivalentTo(items.Where(item => !IsText(item)).Select(item => (int)item)));
            if (changes.Length == 0)
            {
                Serializer.AssertSame(Serializer.Write(serializer, model), json);
            }
        },
        iter: 2000);

    [Test]
    public void Insertion_or_removal_in_a_list_without_duplicates_moves_no_other_item() => Gen.Select(s_item.Array[1, 8], s_change).Sample(
        (items, change) =>
        {
            var before = new JArray(new JValue("first"), items.Select((item, index) => IsText(item) ? $"{index}" : item));
            var model = Serializer.Read<Everything>(Serializer.Http, new JObject { ["names"] = before }.ToString(), Everything.Read)!;
            var names = (List<string>)model.Names!;
            Change(names, change with { Kind = change.Kind % 2 });

            var after = JObject.Parse(Serializer.Write(Serializer.Http, model))["names"]!.ToList();
            var (longer, shorter) = after.Count > before.Count ? (after, before.ToList()) : (before.ToList(), after);
            Assert.That(Enumerable.Range(0, longer.Count).Any(place => longer.Where((_, index) => index != place).SequenceEqual(shorter, JToken.EqualityComparer)), Is.True);
        },
        iter: 2000);

    private static bool IsText(JToken item) => item.Type == JTokenType.String;

    private static void Change(List<string> names, (int Kind, int Place, string Item) change)
    {
        if (change.Kind == 0 || names.Count == 0)
        {
            names.Insert(change.Place % (names.Count + 1), change.Item);
        }
        else if (change.Kind == 1)
        {
            names.RemoveAt(change.Place % names.Count);
        }
        else if (change.Kind == 2)
        {
            names[change.Place % names.Count] = change.Item;
        }
        else
        {
            names.Reverse(0, names.Count);
        }
    }
}
