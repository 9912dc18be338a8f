using IdentitySdk.Generation;
using YamlDotNet.RepresentationModel;

namespace IdentitySdk.SpecDiff;

/// <summary>Compares what an operation asks of the caller's credential.</summary>
internal static class SecurityComparer
{
    public static IEnumerable<Change> Compare(string id, YamlNode old, YamlNode now)
    {
        var (olds, nows) = (Schemes(old), Schemes(now));
        foreach (var scheme in nows.Keys.Except(olds.Keys))
        {
            // One more way in closes none.
            yield return new(Rules.Of("api-security-added") with { IsBreaking = olds.Count == 0 }, id, $"accepts {scheme}");
        }

        foreach (var scheme in olds.Keys.Except(nows.Keys))
        {
            yield return new(Rules.Of("api-security-removed") with { IsBreaking = nows.Count > 0 }, id, $"no longer accepts {scheme}");
        }

        foreach (var scheme in olds.Keys.Intersect(nows.Keys))
        {
            foreach (var scope in nows[scheme].Except(olds[scheme]))
            {
                yield return new(Rules.Of("api-security-scope-added"), id, $"needs the scope {scope}");
            }

            foreach (var scope in olds[scheme].Except(nows[scheme]))
            {
                yield return new(Rules.Of("api-security-scope-removed"), id, $"no longer needs the scope {scope}");
            }
        }
    }

    private static Dictionary<string, string[]> Schemes(YamlNode operation) =>
        operation.Items("security").SelectMany(requirement => requirement.Members())
            .GroupBy(member => member.Key.Value!, StringComparer.Ordinal)
            .ToDictionary(
                group => group.Key,
                group => group.SelectMany(member => ((YamlSequenceNode)member.Value).Children.Select(SpecComparer.Show)).ToArray(),
                StringComparer.Ordinal);
}
