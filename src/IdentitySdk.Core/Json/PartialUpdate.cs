using Newtonsoft.Json.Linq;

namespace IdentitySdk.Core;

/// <summary>Creates partial updates from models: writable members only.</summary>
internal static class PartialUpdate
{
    /// <summary>Copies the members that the update has and that a client may write.</summary>
    /// <param name="model">The object as it was read.</param>
    /// <param name="update">An empty update.</param>
    /// <param name="argument">The C# argument, for exceptions.</param>
    /// <param name="isNewer">Whether members that only the vendor's newer API accepts are included.</param>
    public static T From<T>(ApiObject model, T update, string argument, bool isNewer = true)
        where T : ApiObject => Fill(update, Writable(model ?? throw new ArgumentNullException(argument), update, isNewer));

    /// <summary>Creates the smallest update that turns one object into another.</summary>
    /// <param name="original">The object as it was read.</param>
    /// <param name="changed">The object as it should be.</param>
    /// <param name="update">An empty update.</param>
    /// <param name="argument">The C# argument of <paramref name="changed"/>, for exceptions.</param>
    /// <exception cref="ArgumentException">The objects have different ids.</exception>
    public static T Between<T>(ApiObject original, ApiObject changed, T update, string argument)
        where T : ApiObject
    {
        _ = changed ?? throw new ArgumentNullException(argument);
        if (Id(original) is { } first && Id(changed) is { } second && !JToken.DeepEquals(first, second))
        {
            throw new ArgumentException("The two objects have different ids: the difference would overwrite one with the other.", argument);
        }

        return Fill(update, Difference(Writable(original, update), Writable(changed, update)));
    }

    private static JToken? Id(ApiObject model) => ModelWriter.ToToken(model)["id"] is { Type: not JTokenType.Null } id ? id : null;

    private static JObject Writable(ApiObject model, ApiObject update, bool isNewer = true)
    {
        var tree = (JObject)ModelWriter.ToToken(model, ModelWriterMode.WithoutReadOnly | ModelWriterMode.WithoutUnmapped);
        return new JObject(tree.Properties().Where(member => update.HasMember(member.Name, isNewer)));
    }

    private static JObject Difference(JObject original, JObject changed)
    {
        var difference = new JObject();
        foreach (var member in changed.Properties())
        {
            var before = original[member.Name];
            if (before is JObject from && member.Value is JObject to)
            {
                if (Difference(from, to) is { Count: > 0 } inner)
                {
                    difference.Add(member.Name, inner);
                }
            }
            else if (before is null || !JToken.DeepEquals(before, member.Value))
            {
                difference.Add(member.Name, member.Value.DeepClone());
            }
        }

        return difference;
    }

    private static T Fill<T>(T update, JObject members)
        where T : ApiObject
    {
        var reader = new ModelReader(ModelWriter.ToUtf8(members), int.MaxValue);
        reader.BeginObject();
        return reader.Fill(update);
    }
}
