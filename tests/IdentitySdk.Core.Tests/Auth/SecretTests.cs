using IdentitySdk.Core;
using Microsoft.IdentityModel.Tokens;

namespace IdentitySdk.Tests.Auth;

/// <summary>What may stand in an <c>Authorization</c> header, and how it is written there.</summary>
public sealed class SecretTests
{
    [TestCase("a")]
    [TestCase("!#$%&'*+-.^_`|~")]
    public void Visible_ascii_is_a_secret(string secret)
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
    [TestCase("{token}", "placeholder of a documentation")]
    [TestCase("a{", "placeholder of a documentation")]
    [TestCase("a}", "placeholder of a documentation")]
    [TestCase("a<", "placeholder of a documentation")]
    [TestCase("a>", "placeholder of a documentation")]
    public void Anything_else_is_refused_and_not_named(string? secret, string why)
    {
        Assert.That(Secret.IsSendable(secret), Is.False);
        Assert.That(() => Secret.Validate(secret, "token"), Throws.ArgumentException.With.Property("ParamName").EqualTo("token").And.Message.Contains(why));
    }

    [TestCase("", "")]
    [TestCase("FF", "_w")]
    [TestCase("FFFF", "__8")]
    [TestCase("FBEFBE", "----")]
    [TestCase("00010203", "AAECAw")]
    public void Base64url_has_no_padding_and_fits_an_address(string hex, string text)
    {
        Assert.That(Base64UrlEncoder.Encode(Convert.FromHexString(hex)), Is.EqualTo(text));
        Assert.That(Base64UrlEncoder.DecodeBytes(text), Is.EqualTo(Convert.FromHexString(hex)));
    }

    [TestCase("*")]
    [TestCase("A")]
    [TestCase("AAAAA")]
    public void What_is_not_base64url_is_refused(string text) => Assert.That(() => Base64UrlEncoder.DecodeBytes(text), Throws.TypeOf<FormatException>());
}
