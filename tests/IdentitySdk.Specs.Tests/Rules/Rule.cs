using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests;

/// <summary>Checks a rule for many subjects and reports all violations.</summary>
internal static class Rule
{
    public static void Check<T>(IEnumerable<T> subjects, Func<T, IEnumerable<string>> problems)
    {
        var all = subjects.ToList();
        Assert.That(all, Is.Not.Empty, "The rule has no subjects to check.");
        var found = all.SelectMany(subject => problems(subject).Select(problem => $"{Name(subject)}: {problem}")).ToList();
        if (found.Count > 0)
        {
            Assert.Fail(string.Join(Environment.NewLine, found));
        }
    }

    private static object? Name<T>(T subject) => subject is JProperty property ? property.Name : subject;
}
