using IdentitySdk.Core;
using Newtonsoft.Json.Linq;

namespace IdentitySdk;

/// <summary>Methods for two models of one type.</summary>
public static class ApiObjectExtensions
{
    /// <summary>Makes the smallest partial update that turns one object into another.</summary>
    /// <remarks>
    /// The result holds the properties and the additional data of <paramref name="changed"/> that differ from <paramref name="original"/>:
    /// objects and maps member by member, lists as a whole. A property that is null in <paramref name="changed"/> is null in the result, so that
    /// the vendor clears it; a property that is unset there is unset in the result, so that it stays as it is. The difference of two equal objects
    /// has no property set. Neither object changes, and the result is independent of them.
    /// </remarks>
    /// <typeparam name="T">The model's type.</typeparam>
    /// <param name="original">The object as it was read.</param>
    /// <param name="changed">The object as it should be: usually a second copy with changes.</param>
    /// <returns>The update.</returns>
    /// <exception cref="ArgumentException">The objects are of different types.</exception>
    /// <example><code>await okta.Users.UpdateAsync(id, user.DiffTo(changed), cancellationToken: ct);</code></example>
    public static T DiffTo<T>(this T original, T changed)
        where T : ApiObject
    {
        _ = original ?? throw new ArgumentNullException(nameof(original));
        _ = changed ?? throw new ArgumentNullException(nameof(changed));
        if (original.GetType() != changed.GetType())
        {
            throw new ArgumentException($"A {changed.GetType().Name} cannot be compared with a {original.GetType().Name}.", nameof(changed));
        }

        var difference = Difference((JObject)ModelWriter.ToToken(original, ModelWriterMode.Body), (JObject)ModelWriter.ToToken(changed, ModelWriterMode.Body));
        var reader = new ModelReader(ModelWriter.ToUtf8(difference), int.MaxValue);
        reader.BeginObject();
        return reader.Fill((T)changed.CreateEmpty());
    }

    private static JObject Difference(JObject original, JObject changed)
    {
        var difference = new JObject();
        foreach (var member in changed.Properties())
        {
            var before = original[member.Name];
            if (before is JObject from && member.Value is JObject to && Difference(from, to) is var inner)
            {
                if (inner.Count > 0)
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
}
