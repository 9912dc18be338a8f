using Newtonsoft.Json.Linq;

namespace IdentitySdk.Core;

/// <content>
/// The JSON of lists and maps that are not what was asked for, or would be written in another form. The one engine goes back to its bytes; the
/// other, which cannot, puts a tree together: from the first item on that needs it, and of those before from the values, which say the same.
/// </content>
public ref partial struct JsonInput
{
    /// <summary>Whether the latest item has to be kept as it came.</summary>
    private readonly bool NeedsForm(JToken? form) => _text is not null && (_isOtherForm || form is not null);

    private void KeepForm<T>(ref JArray? form, List<T> items, T item) => (form ??= ToTree(items)).Add(TakeForm(item));

    private void KeepForm<T>(ref JObject? form, JsonMap<T> map, string key, T value) => (form ??= ToTree(map))[key] = TakeForm(value);

    private JToken TakeForm(object? value)
    {
        var form = _isOtherForm ? _tree ?? Tree() : JsonOutput.ToToken(value);
        (_isOtherForm, _tree) = (false, null);
        return form;
    }

    /// <summary>Ends a list or map all of whose items are what was asked for.</summary>
    private void EndForm(JToken? form)
    {
        if (form is not null)
        {
            (_isOtherForm, _tree) = (true, form);
        }
    }

    /// <summary>Gives a list up whose latest item is not what was asked for.</summary>
    private List<T>? Misfit<T>(List<T> items, JArray? form)
    {
        if (_text is not null)
        {
            form ??= ToTree(items);
            form.Add(_tree ?? JValue.CreateNull());
            while (Move() != JsonKind.EndArray)
            {
                form.Add(Tree());
            }

            _tree = form;
        }

        _mismatched = true;
        return null;
    }

    /// <summary>Gives a map up whose latest key or value is not what was asked for.</summary>
    private JsonMap<T>? Misfit<T>(JsonMap<T> map, JObject? form, string key, object? value)
    {
        if (_text is not null)
        {
            form ??= ToTree(map);
            form[key] = _mismatched ? _tree : TakeForm(value);
            while (MoveToKey(out var next))
            {
                Move();
                form[next] = Tree();
            }

            _tree = form;
        }

        _mismatched = true;
        return null;
    }

    private static JArray ToTree<T>(List<T> items)
    {
        var tree = new JArray();
        foreach (var item in items)
        {
            tree.Add(JsonOutput.ToToken(item));
        }

        return tree;
    }

    private static JObject ToTree<T>(JsonMap<T> map)
    {
        var tree = new JObject();
        foreach (var pair in map)
        {
            tree[pair.Key] = JsonOutput.ToToken(pair.Value);
        }

        return tree;
    }
}
