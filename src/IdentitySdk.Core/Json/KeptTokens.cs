using Newtonsoft.Json.Linq;

namespace IdentitySdk.Core;

/// <summary>JSON as a row of the values that Newtonsoft's reader has made anyway; it becomes a tree only if somebody asks.</summary>
/// <remarks>Names and strings are strings, numbers and booleans what the reader boxed, brackets a boxed <see cref="JsonKind"/>; ready trees may stand among them.</remarks>
internal static class KeptTokens
{
    private static readonly object?[] s_brackets = [null, null, null, null, null, JsonKind.BeginObject, JsonKind.EndObject, JsonKind.BeginArray, JsonKind.EndArray];

    /// <summary>What stands for a bracket.</summary>
    public static object Bracket(JsonKind kind) => s_brackets[(int)kind]!;

    /// <summary>The members that were kept of one object; of those with one name the last.</summary>
    public static void AddTo(Dictionary<string, JToken?> members, object?[] tokens)
    {
        for (var position = 0; position < tokens.Length;)
        {
            var name = (string)tokens[position++]!;
            members[name] = Tree(tokens, ref position);
        }
    }

    private static JToken Tree(object?[] tokens, ref int position)
    {
        switch (tokens[position++])
        {
            case JToken tree:
                return tree;
            case JsonKind.BeginArray:
                var array = new JArray();
                while (tokens[position] is not JsonKind.EndArray)
                {
                    array.Add(Tree(tokens, ref position));
                }

                position++;
                return array;
            case JsonKind.BeginObject:
                var members = new JObject();
                while (tokens[position++] is string name)
                {
                    members[name] = Tree(tokens, ref position);
                }

                return members;
            case var value:
                return new JValue(value);
        }
    }
}
