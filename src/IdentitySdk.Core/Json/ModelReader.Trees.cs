using System.Text;
using System.Text.Json;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Core;

/// <content>Free-form JSON.</content>
internal ref partial struct ModelReader
{
    /// <summary>Moves to the next value and reads whatever is there; a JSON null becomes a null token.</summary>
    public JToken? ReadJToken() => Move() == JsonTokenType.EndArray ? null : Tree();

    /// <summary>The value at hand as free-form JSON.</summary>
    private JToken Tree()
    {
        switch (_reader.TokenType)
        {
            case JsonTokenType.Null:
                return JValue.CreateNull();
            case JsonTokenType.True or JsonTokenType.False:
                return new JValue(_reader.TokenType == JsonTokenType.True);
            case JsonTokenType.String:
                return new JValue(Text());
            case JsonTokenType.Number:
                return _reader.TryGetInt64(out var integer) ? new JValue(integer) : JsonNumber.ToToken(Encoding.ASCII.GetString(_reader.ValueSpan));
            case JsonTokenType.StartArray:
                var array = new JArray();
                while (Move() != JsonTokenType.EndArray)
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
}
