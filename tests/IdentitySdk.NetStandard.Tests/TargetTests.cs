using System.Reflection;
using System.Runtime.Versioning;
using IdentitySdk.Agilicus;
using IdentitySdk.Okta;
using IdentitySdk.OneLogin;

namespace IdentitySdk.Tests;

/// <summary>The tests of this project run against the netstandard2.0 builds.</summary>
public sealed class TargetTests
{
    [TestCase(typeof(ApiObject))]
    [TestCase(typeof(OktaClient))]
    [TestCase(typeof(OneLoginClient))]
    [TestCase(typeof(AgilicusClient))]
    [TestCase(typeof(OktaServiceCollectionExtensions))]
    [TestCase(typeof(Directories.DirectoryPlan))]
    [TestCase(typeof(Directories.Conformance.DirectoryLaw))]
    public void Every_library_is_the_netstandard_build(Type type) =>
        Assert.That(type.Assembly.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName, Is.EqualTo(".NETStandard,Version=v2.0"));
}
