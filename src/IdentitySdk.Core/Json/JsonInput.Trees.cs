using System.Text;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Core;

/// <content>Free-form JSON.</content>
public ref partial struct JsonInput
{
    /// <summary>Moves to the next value and reads whatever is there; a JSON null becomes a null token.</summary>
    /// <returns>The value as free-form JSON; null at the end of an array.</returns>
    public JToken? ReadJToken() => Move() == JsonKind.EndArray ? null : Tree();

    /// <summary>The value at hand as free-form JSON.</summary>
    private JToken Tree()
    {
        switch (Kind())
        {
            case JsonKind.Null:
                return JValue.CreateNull();
            case JsonKind.Boolean:
                return new JValue(Boolean());
            case JsonKind.String:
                return new JValue(Text());
            case JsonKind.Number:
                return NumberTree();
            case JsonKind.BeginArray:
                var array = new JArray();
                while (Move() != JsonKind.EndArray)
                {
                    array.Add(Tree());
                }

                return array;
            default:
                var tree = new JObject();
                while (ReadName() is { } name)
                {
                    Move();
                    tree[name] = Tree();
                }

                return tree;
        }
    }

    private readonly JValue NumberTree()
    {
        if (_text is null)
        {
            return _utf8.TryGetInt64(out var integer) ? new JValue(integer) : JsonNumber.ToToken(Encoding.ASCII.GetString(_utf8.ValueSpan));
        }

        return _text.Value is string raw ? new JRaw(raw) : new JValue(_text.Value);
    }
}
