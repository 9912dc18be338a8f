using NUnit.Framework.Internal;

namespace IdentitySdk.Tests;

/// <summary>A source of cases that yields none would test nothing, and pass.</summary>
public sealed class CaseSourceTests
{
    [Test]
    public void No_source_of_cases_is_empty()
    {
        NUnit.Framework.Interfaces.ITest root = TestExecutionContext.CurrentContext.CurrentTest;
        while (root.Parent is not null)
        {
            root = root.Parent;
        }

        Assert.That(
            Empty(root).Select(test => test.FullName), Is.Empty,
            "These have no case. Where a folder or a program is absent, yield one case that is ignored and says why.");
    }

    private static IEnumerable<NUnit.Framework.Interfaces.ITest> Empty(NUnit.Framework.Interfaces.ITest test) =>
        test.IsSuite && test.Tests.Count == 0 && test.TestType.StartsWith("Parameterized", StringComparison.Ordinal) ? [test] : test.Tests.SelectMany(Empty);
}
