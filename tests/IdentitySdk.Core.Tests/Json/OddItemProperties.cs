using CsCheck;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests.Json;

/// <summary>Whatever a caller does to a list that was received with odd items, each item and each odd item is written once.</summary>
internal sealed class OddItemProperties
{
    private static readonly Gen<JToken> s_item = Gen.Frequency<JToken>(
        (3, Gen.Int[0, 3].Select(number => (JToken)new JValue($"s{number}"))), (2, Gen.Int[0, 3].Select(number => (JToken)new JValue(number))));

    private static readonly Gen<(int Kind, int Place, string Item)> s_change = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 9], Gen.Int[0, 3].Select(number => $"s{number}"));

    [Test]
    public void Changed_list_is_written_with_each_item_and_each_odd_item_once() => Gen.Select(s_item.Array[1, 8], s_change.Array[0, 6], Gen.Int[0, 2].Select(door => JsonDoor.All[door])).Sample(
        (items, changes, door) =>
        {
            var json = new JObject { ["names"] = new JArray(new JValue("s0"), items) }.ToString();
            var model = JsonDoor.Read<Everything>(door, json, Everything.Read)!;
            var names = (List<string>)model.Names!;
            Array.ForEach(changes, change => Change(names, change));

            var written = JObject.Parse(JsonDoor.Write(door, model))["names"]!.ToList();
            Assert.That(written.Where(IsText).Select(item => (string)item!), Is.EqualTo(names), "in the caller's order");
            Assert.That(written.Where(item => !IsText(item)).Select(item => (int)item), Is.EquivalentTo(items.Where(item => !IsText(item)).Select(item => (int)item)));
            if (changes.Length == 0)
            {
                JsonDoor.AssertSame(JsonDoor.Write(door, model), json);
            }
        },
        iter: 2000);

    [Test]
    public void Insertion_or_removal_in_a_list_without_equal_items_moves_no_other_item() => Gen.Select(s_item.Array[1, 8], s_change).Sample(
        (items, change) =>
        {
            var before = new JArray(new JValue("first"), items.Select((item, index) => IsText(item) ? $"{index}" : item));
            var model = JsonDoor.Read<Everything>(JsonDoor.Http, new JObject { ["names"] = before }.ToString(), Everything.Read)!;
            var names = (List<string>)model.Names!;
            Change(names, change with { Kind = change.Kind % 2 });

            var after = JObject.Parse(JsonDoor.Write(JsonDoor.Http, model))["names"]!.ToList();
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
