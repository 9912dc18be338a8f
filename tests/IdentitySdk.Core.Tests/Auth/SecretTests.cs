using IdentitySdk.Core;
using Microsoft.IdentityModel.Tokens;

namespace IdentitySdk.Tests.Auth;

/// <summary>Which secrets an <c>Authorization</c> header can contain.</summary>
public sealed class SecretTests
{
    [TestCase("a")]
    [TestCase("!#$%&'*+-.^_`|~")]
    public void Validate_accepts_visible_ASCII(string secret)
    {
        Assert.That(Secret.Validate(secret, "token"), Is.EqualTo(secret));
        Assert.That(Secret.IsSendable(secret), Is.True);
    }

    [TestCase(null, "must not be empty")]
    [TestCase("", "must not be empty")]
    [TestCase(" ", "must not be empty")]
    [TestCase("a b", "visible ASCII characters without blanks")]
    [TestCase("a\n", "visible ASCII characters without blanks")]
    [TestCase("a\u007f", "visible ASCII characters without blanks")]
    [TestCase("zoë", "visible ASCII characters without blanks")]
    [TestCase("{token}", "contains a placeholder")]
    [TestCase("a{", "contains a placeholder")]
    [TestCase("a}", "contains a placeholder")]
    [TestCase("a<", "contains a placeholder")]
    [TestCase("a>", "contains a placeholder")]
    public void Validate_refuses_anything_else(string? secret, string why)
    {
        Assert.That(Secret.IsSendable(secret), Is.False);
        Assert.That(() => Secret.Validate(secret, "token"), Throws.ArgumentException.With.Property("ParamName").EqualTo("token").And.Message.Contains(why));
    }

    [TestCase("", "")]
    [TestCase("FF", "_w")]
    [TestCase("FFFF", "__8")]
    [TestCase("FBEFBE", "----")]
    [TestCase("00010203", "AAECAw")]
    public void Base64url_is_written_without_padding(string hex, string text)
    {
        Assert.That(Base64UrlEncoder.Encode(Convert.FromHexString(hex)), Is.EqualTo(text));
        Assert.That(Base64UrlEncoder.DecodeBytes(text), Is.EqualTo(Convert.FromHexString(hex)));
    }

    [TestCase("*")]
    [TestCase("A")]
    [TestCase("AAAAA")]
    public void Invalid_base64url_throws_FormatException(string text) => Assert.That(() => Base64UrlEncoder.DecodeBytes(text), Throws.TypeOf<FormatException>());
}
