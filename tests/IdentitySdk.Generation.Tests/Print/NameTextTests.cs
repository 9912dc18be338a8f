using IdentitySdk.Generation;

namespace IdentitySdk.Tests;

/// <summary>Names of properties and arguments, created from the valid and unique names of NSwag.</summary>
public sealed class NameTextTests
{
    [TestCase("first_name", "FirstName")]
    [TestCase("firstName", "FirstName")]
    [TestCase("Id", "Id")]
    [TestCase("_links", "Links")]
    [TestCase("_2fa", "_2fa")]
    [TestCase("@class", "Class")]
    [TestCase("urn_x_User", "UrnXUser")]
    public void Property_is_in_pascal_case(string name, string expected) =>
        Assert.That(NameText.Pascal(name), Is.EqualTo(expected));

    [TestCase("additionalData", "AdditionalDataValue")]
    [TestCase("read", "ReadValue")]
    [TestCase("validate", "ValidateValue")]
    [TestCase("to_string", "ToStringValue")]
    [TestCase("name", "Name")]
    public void Property_with_a_reserved_name_gets_a_suffix(string name, string expected) =>
        Assert.That(NameText.Member(name), Is.EqualTo(expected));

    [TestCase("user_id", "userId")]
    [TestCase("userId", "userId")]
    [TestCase("@class", "@class")]
    [TestCase("request", "request")]
    [TestCase("request_options", "requestOptionsValue")]
    [TestCase("options", "optionsValue")]
    [TestCase("cancellationToken", "cancellationTokenValue")]
    public void Argument_is_in_camel_case_and_not_reserved(string name, string expected) =>
        Assert.That(NameText.Argument(name), Is.EqualTo(expected));
}
