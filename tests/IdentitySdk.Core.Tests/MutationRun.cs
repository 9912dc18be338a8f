using System.Reflection;
using NUnit.Framework.Interfaces;

[assembly: IdentitySdk.Tests.MutationRun]

namespace IdentitySdk.Tests;

/// <summary>
/// Under Stryker, skips the tests of a change after one of them has failed. One failure is all that Stryker asks, but NUnit continues through a thousand
/// of them, which takes four times as long. Does nothing in any other run.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class MutationRunAttribute : Attribute, ITestAction
{
    // Stryker compiles this class into the assembly that it changes, and several changes may take turns in one process.
    private static readonly FieldInfo? s_activeMutant = typeof(IdentityApiException).Assembly.GetTypes()
        .FirstOrDefault(type => type.Name == "MutantControl")
        ?.GetField("ActiveMutant", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic);

    private static readonly HashSet<object> s_noticed = [];

    /// <inheritdoc/>
    public ActionTargets Targets => ActionTargets.Test;

    /// <inheritdoc/>
    public void BeforeTest(ITest test)
    {
        if (s_activeMutant?.GetValue(null) is { } mutant && s_noticed.Contains(mutant))
        {
            Assert.Ignore("The change has been noticed.");
        }
    }

    /// <inheritdoc/>
    public void AfterTest(ITest test)
    {
        if (s_activeMutant?.GetValue(null) is { } mutant && TestContext.CurrentContext.Result.Outcome.Status == TestStatus.Failed)
        {
            s_noticed.Add(mutant);
        }
    }
}
