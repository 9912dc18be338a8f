using System.Reflection;
using RichardSzalay.MockHttp;

namespace IdentitySdk.Tests;

/// <summary>The page size of <c>AsPages</c>, compared with the maximum of the specification.</summary>
internal sealed class PageSizeTests
{
    private static IEnumerable<Operation> Lists => Specification.AllOperations.Where(operation => operation.Paging?["pageSize"] is not null);

    [TestCaseSource(nameof(Lists))]
    public void AsPages_with_a_size_above_the_maximum_throws(Operation operation)
    {
        var parameter = operation.Query.Single(parameter => (string?)parameter["name"] == (string?)operation.Paging!["pageSize"]);
        var largest = (int?)parameter["schema"]?["maximum"];
        using var server = new MockHttpMessageHandler();
        using var sdk = new Sdk(operation.Specification.Vendor, server);
        var list = sdk.ListAll(operation, new Samples(operation.Specification, all: true).Arguments(operation, Sdk.Find(operation)!));

        Assert.That(() => AsPages(list, largest ?? int.MaxValue), Throws.Nothing);
        if (largest is { } most)
        {
            Assert.That(
                () => AsPages(list, most + 1), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains($"pageSize must be at most {most}."));
        }
    }

    [Test]
    public void Lists_of_Okta_and_Agilicus_have_a_maximum_size_and_those_of_OneLogin_none() => Assert.That(
        Lists.Where(operation => operation.Query.Any(parameter => (string?)parameter["name"] == (string?)operation.Paging!["pageSize"] && parameter["schema"]?["maximum"] is not null))
            .Select(operation => operation.Specification.Vendor)
            .Distinct(),
        Is.SupersetOf(new[] { "agilicus", "okta" }).And.No.Member("onelogin"));

    private static object AsPages(object list, int size) =>
        list.GetType().GetMethod("AsPages")!.Invoke(list, BindingFlags.DoNotWrapExceptions, null, [null, size], null)!;
}
