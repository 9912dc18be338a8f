namespace IdentitySdk.Cli.Hosting;

/// <summary>"Did you mean": the known word that is nearest to an unknown one.</summary>
internal static class Suggestion
{
    private const int MaxDistance = 3;
    private const int MinPrefix = 3;

    /// <summary>A sentence with a leading blank; empty when no word is near.</summary>
    public static string For(string word, IEnumerable<string> known) => Nearest(word, known) is { } near ? $" Did you mean '{near}'?" : "";

    /// <summary>The nearest word, or the first one with this prefix; null when there is none.</summary>
    public static string? Nearest(string word, IEnumerable<string> known)
    {
        var words = known.ToList();
        return Similar(word, words) ?? (word.Length < MinPrefix ? null
            : words.Order(StringComparer.Ordinal).FirstOrDefault(each => each.StartsWith(word, StringComparison.OrdinalIgnoreCase) && each != word));
    }

    private static string? Similar(string word, IReadOnlyList<string> known) => known
        .Select(each => (Word: each, Distance: Distance(Letters(word), Letters(each))))
        .Where(each => each.Distance <= Math.Min(MaxDistance, Math.Max(Letters(word).Length, Letters(each.Word).Length) / 2) && each.Word != word)
        .OrderBy(each => each.Distance)
        .ThenBy(each => each.Word, StringComparer.Ordinal)
        .Select(each => each.Word)
        .FirstOrDefault();

    private static string Letters(string word) => word.TrimStart('-').ToLowerInvariant();

    /// <summary>The Damerau-Levenshtein distance (optimal string alignment).</summary>
    internal static int Distance(string left, string right)
    {
        var rows = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                rows[i, j] = i == 0 || j == 0 ? i + j : Step(i, j);
            }
        }

        return rows[left.Length, right.Length];

        int Step(int i, int j)
        {
            var change = Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1));
            return i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1] ? Math.Min(change, rows[i - 2, j - 2] + 1) : change;
        }
    }
}
