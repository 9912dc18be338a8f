using System.Reflection;
using System.Runtime.Versioning;
using IdentitySdk.Agilicus;
using IdentitySdk.Okta;
using IdentitySdk.OneLogin;

namespace IdentitySdk.Tests;

/// <summary>What is tested here is what is meant.</summary>
public sealed class TargetTests
{
    [TestCase(typeof(ApiObject))]
    [TestCase(typeof(OktaClient))]
    [TestCase(typeof(OneLoginClient))]
    [TestCase(typeof(AgilicusClient))]
    [TestCase(typeof(OktaServiceCollectionExtensions))]
    public void Every_library_is_the_netstandard_build(Type type) =>
        Assert.That(type.Assembly.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName, Is.EqualTo(".NETStandard,Version=v2.0"));
}
