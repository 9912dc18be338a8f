using System.Text.RegularExpressions;
using IdentitySdk.Generation;

namespace IdentitySdk.Tests;

/// <summary>Only models that callers can meet are generated: neither envelopes nor errors.</summary>
public sealed partial class ModelUseTests
{
    [Test]
    public void Models_of_parameters_bodies_and_results_are_printed_and_no_others() => Assert.That(
        Declaration().Matches(MiniSpec.Generate("unused-models").Models).Select(static type => type.Groups[1].Value),
        Is.EquivalentTo(["Order", "Item", "Thing", "Link", "Part", "Kind", "CreateItem", "NewPart"]));

    [Test]
    public void Removed_types_leave_no_empty_lines() =>
        Assert.That(MiniSpec.Generate("unused-models").Models, Does.Not.Contain("\n\n\n").And.Not.Contain("{\n\n"));

    [TestCase("Thing", "")]
    [TestCase("Item", "sealed ")]
    public void Class_is_sealed_when_no_other_derives_from_it(string name, string modifier)
    {
        var document = SpecDocument.Load(MiniSpec.PathOf("unused-models"));

        Assert.That(new ModelUse(document, new RequestBodies(document)).Sealed(name), Is.EqualTo(modifier));
    }

    [GeneratedRegex(@"^public (?:sealed )?(?:partial class|readonly partial record struct) (\w+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();
}
