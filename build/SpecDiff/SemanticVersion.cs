using System.Globalization;
using System.Text.RegularExpressions;

namespace IdentitySdk.SpecDiff;

/// <summary>A version by semver.org: <c>1.2.3-beta.1</c>.</summary>
internal sealed partial record SemanticVersion(int Major, int Minor, int Patch, string? Prerelease) : IComparable<SemanticVersion>
{
    /// <exception cref="BadInputException">The text is not a version.</exception>
    public static SemanticVersion Parse(string text) => Form().Match(text.Trim()) is { Success: true } match
        ? new(Number(match.Groups[1]), Number(match.Groups[2]), Number(match.Groups[3]), match.Groups[4].Success ? match.Groups[4].Value : null)
        : throw new BadInputException($"'{text}' is not a version such as 1.2.3 or 1.2.3-beta.1");

    /// <summary>The lowest version after this one that may have such changes.</summary>
    /// <remarks>Before 1.0 a breaking change raises the minor version, and everything else the patch.</remarks>
    public SemanticVersion Next(Impact impact) => (impact, Major) switch
    {
        (Impact.None, _) => this,
        (Impact.Breaking, 0) => new(0, Minor + 1, 0, null),
        (Impact.Breaking, _) => new(Major + 1, 0, 0, null),
        (Impact.Feature, > 0) => new(Major, Minor + 1, 0, null),
        _ => new(Major, Minor, Patch + 1, null),
    };

    /// <summary>Whether this version may follow another with such changes. A pre-release of the fitting version fits.</summary>
    public bool Fits(SemanticVersion last, Impact impact) =>
        impact == Impact.None || (this with { Prerelease = null }).CompareTo(last.Next(impact) with { Prerelease = null }) >= 0;

    public int CompareTo(SemanticVersion? other) => other is null
        ? 1
        : (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch)) is var numbers and not 0
            ? numbers
            : (Prerelease, other.Prerelease) switch { (null, null) => 0, (null, _) => 1, (_, null) => -1, var (mine, theirs) => ComparePrerelease(mine, theirs) };

    public override string ToString() => $"{Major}.{Minor}.{Patch}{(Prerelease is null ? "" : "-" + Prerelease)}";

    private static int ComparePrerelease(string mine, string theirs)
    {
        var (left, right) = (mine.Split('.'), theirs.Split('.'));
        for (var index = 0; index < Math.Min(left.Length, right.Length); index++)
        {
            var order = (int.TryParse(left[index], out var a), int.TryParse(right[index], out var b)) switch
            {
                (true, true) => a.CompareTo(b),
                (true, false) => -1,
                (false, true) => 1,
                _ => string.CompareOrdinal(left[index], right[index]),
            };
            if (order != 0)
            {
                return order;
            }
        }

        return left.Length.CompareTo(right.Length);
    }

    private static int Number(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^v?(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?$")]
    private static partial Regex Form();
}

/// <summary>How much a set of changes asks of those who use the SDK.</summary>
internal enum Impact
{
    /// <summary>Nothing is different.</summary>
    None,

    /// <summary>Texts and behaviour, not the API.</summary>
    Patch,

    /// <summary>The API has more.</summary>
    Feature,

    /// <summary>A program may have to change.</summary>
    Breaking,
}
