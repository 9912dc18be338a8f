using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>Which addresses count as loopback, where http is accepted.</summary>
public sealed class BaseAddressTests
{
    [TestCase("http://loopback")]
    [TestCase("http://LOOPBACK:8080/api")]
    public void Host_named_loopback_must_use_https(string address) =>
        Assert.That(() => BaseAddress.Validate(new Uri(address), "BaseAddress"), Throws.ArgumentException.With.Message.Contains("https"));

    [TestCase("https://user@vendor.example", "user info")]
    [TestCase("https://vendor.example?a=b", "query")]
    [TestCase("https://vendor.example/?", "query")]
    [TestCase("https://vendor.example/#a", "fragment")]
    [TestCase("/relative", "absolute")]
    [TestCase("ftp://vendor.example", "https")]
    [TestCase(null, "missing")]
    public void Invalid_address_is_refused_with_option_and_reason(string? address, string reason) => Assert.That(
        () => BaseAddress.Validate(address is null ? null : new Uri(address, UriKind.RelativeOrAbsolute), "BaseAddress"),
        Throws.ArgumentException.With.Message.Contains(reason).And.Message.StartsWith("BaseAddress").And.Property("ParamName").EqualTo("BaseAddress"));

    [TestCase("http://localhost")]
    [TestCase("http://127.0.0.1:5000")]
    [TestCase("http://[::1]")]
    [TestCase("https://loopback")]
    public void Loopback_address_may_use_http(string address) => Assert.That(BaseAddress.Validate(new Uri(address), "BaseAddress"), Is.Not.Null);
}
