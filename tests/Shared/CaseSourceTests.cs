using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace IdentitySdk.Tests;

/// <summary>Finds parameterized tests without cases, which would pass without testing anything.</summary>
public sealed class CaseSourceTests
{
    [Test]
    public void Every_case_source_has_cases()
    {
        ITest root = TestExecutionContext.CurrentContext.CurrentTest;
        while (root.Parent is not null)
        {
            root = root.Parent;
        }

        Assert.That(
            WithoutCases(root).Select(test => test.FullName), Is.Empty,
            "These tests have no cases. If a folder or a program is missing, yield one ignored case with the reason.");
    }

    private static IEnumerable<ITest> WithoutCases(ITest test)
    {
        var isWithoutCases = test.IsSuite && test.Tests.Count == 0 && test.TestType.StartsWith("Parameterized", StringComparison.Ordinal);
        return isWithoutCases ? [test] : test.Tests.SelectMany(WithoutCases);
    }
}
