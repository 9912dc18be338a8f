using System.Text;
using System.Text.Json;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Core;

/// <content>Free-form JSON.</content>
internal ref partial struct ModelReader
{
    /// <summary>Moves to the next value and reads it, whatever its type; a JSON null becomes a null token.</summary>
    /// <param name="isUnique">Whether a duplicate member is an error; otherwise the last one is used.</param>
    /// <exception cref="JsonFormatException">An object has a duplicate member.</exception>
    public JToken? ReadJToken(bool isUnique = false) => MoveNext() == JsonTokenType.EndArray ? null : ReadTree(isUnique);

    /// <summary>Reads the current value as free-form JSON.</summary>
    private JToken ReadTree(bool isUnique = false)
    {
        switch (_reader.TokenType)
        {
            case JsonTokenType.Null:
                return JValue.CreateNull();
            case JsonTokenType.True or JsonTokenType.False:
                return new JValue(_reader.TokenType == JsonTokenType.True);
            case JsonTokenType.String:
                return new JValue(GetText());
            case JsonTokenType.Number:
                return _reader.TryGetInt64(out var integer) ? new JValue(integer) : JsonNumber.ToToken(Encoding.ASCII.GetString(_reader.ValueSpan));
            case JsonTokenType.StartArray:
                var array = new JArray();
                while (MoveNext() != JsonTokenType.EndArray)
                {
                    array.Add(ReadTree(isUnique));
                }

                return array;
            default:
                var tree = new JObject();
                while (ReadName() is { } name)
                {
                    if (isUnique && tree.ContainsKey(name))
                    {
                        throw new JsonFormatException("The object has a duplicate member.", Path, Position);
                    }

                    MoveNext();
                    tree[name] = ReadTree(isUnique);
                }

                return tree;
        }
    }
}
