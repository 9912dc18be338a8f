using IdentitySdk.Core;
using Newtonsoft.Json.Linq;

namespace IdentitySdk;

/// <summary>What can be done with any two models of one type.</summary>
public static class ApiObjectExtensions
{
    /// <summary>Makes the smallest partial update that turns one object into another.</summary>
    /// <remarks>
    /// The result holds the properties and the additional data of <paramref name="changed"/> that differ from <paramref name="original"/>:
    /// objects and maps member by member, lists as a whole. What is null in <paramref name="changed"/> is null in the result, and so is cleared
    /// by the vendor; what is unset there says nothing, and so stays as it is. Two equal objects give a result with nothing set.
    /// Neither object changes, and the result shares nothing with them.
    /// </remarks>
    /// <typeparam name="T">The model's type.</typeparam>
    /// <param name="original">The object as it was read.</param>
    /// <param name="changed">The object as it is to be: usually a second copy that was changed.</param>
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
        return reader.Fill((T)changed.Blank());
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
