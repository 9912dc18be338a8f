using System.Text;
using IdentitySdk.Redis;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace IdentitySdk.Tests.Redis;

/// <summary>Token protectors: a token decrypts only with its key and in its context.</summary>
public sealed class ProtectorTests
{
    private static readonly byte[] s_key = [.. Enumerable.Range(0, 32).Select(each => (byte)(each * 5))];

    private static IEnumerable<TestCaseData> Protectors()
    {
        yield return new TestCaseData(TokenProtector.Aes(s_key)).SetArgDisplayNames("AES-GCM");
        yield return new TestCaseData(new CbcHmac()).SetArgDisplayNames("AES-CBC with HMAC");
        yield return new TestCaseData(DataProtection()).SetArgDisplayNames("Data Protection");
    }

    internal static ITokenProtector DataProtection()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        return TokenProtector.DataProtection(services.BuildServiceProvider());
    }

    [TestCaseSource(nameof(Protectors))]
    public void Ciphertext_decrypts_to_the_plaintext_and_differs_each_time(ITokenProtector protector)
    {
        for (var length = 0; length < 100; length++)
        {
            var text = new byte[length];
            Random.Shared.NextBytes(text);
            var ciphertext = protector.Protect(text, "context");
            Assert.That(protector.Unprotect(ciphertext, "context"), Is.EqualTo(text));
            Assert.That(protector.Protect(text, "context"), Is.Not.EqualTo(ciphertext));
        }
    }

    [TestCaseSource(nameof(Protectors))]
    public void Changed_or_cut_ciphertext_or_another_context_decrypts_to_null(ITokenProtector protector)
    {
        var ciphertext = protector.Protect(Encoding.UTF8.GetBytes("the token"), "context");
        for (var index = 0; index < ciphertext.Length; index++)
        {
            var changed = (byte[])ciphertext.Clone();
            changed[index] ^= 0x10;
            Assert.That(protector.Unprotect(changed, "context"), Is.Null, $"byte {index}");
            Assert.That(protector.Unprotect(ciphertext[..index], "context"), Is.Null, $"length {index}");
        }

        Assert.That(protector.Unprotect([.. ciphertext, 0], "context"), Is.Null);
        foreach (var other in (string[])["", "Context", "context ", "contex"])
        {
            Assert.That(protector.Unprotect(ciphertext, other), Is.Null, other);
        }
    }

    [Test]
    public void Another_key_decrypts_to_null() => Assert.That(
        TokenProtector.Aes([.. s_key.Reverse()]).Unprotect(TokenProtector.Aes(s_key).Protect([1, 2, 3], "a"), "a"), Is.Null);

    [Test]
    public void Net8_build_decrypts_the_format_of_the_NetStandard_build() => Assert.That(
        TokenProtector.Aes(s_key).Unprotect(new CbcHmac().Protect([1, 2, 3], "a"), "a"), Is.EqualTo(new byte[] { 1, 2, 3 }));

    [Test]
    public void Key_is_copied()
    {
        var key = (byte[])s_key.Clone();
        var protector = TokenProtector.Aes(key);
        Array.Clear(key);
        Assert.That(protector.Unprotect(TokenProtector.Aes(s_key).Protect([1], "a"), "a"), Is.EqualTo(new byte[] { 1 }));
    }

    [TestCase(0)]
    [TestCase(16)]
    [TestCase(31)]
    [TestCase(33)]
    public void Key_of_another_length_is_refused(int length) => Assert.That(
        () => TokenProtector.Aes([.. Enumerable.Range(0, length).Select(each => (byte)each)]),
        Throws.ArgumentException.With.Property("ParamName").EqualTo("key"));

    [Test]
    public void Missing_key_and_key_of_zeros_are_refused()
    {
        Assert.That(() => TokenProtector.Aes(null!), Throws.ArgumentNullException);
        Assert.That(() => TokenProtector.Aes(new byte[32]), Throws.ArgumentException);
    }

    [Test]
    public void Missing_Data_Protection_is_named() => Assert.That(
        () => TokenProtector.DataProtection(new ServiceCollection().BuildServiceProvider()),
        Throws.InvalidOperationException.With.Message.Contains("AddDataProtection"));

    /// <summary>The format of the .NET Standard build.</summary>
    private sealed class CbcHmac : ITokenProtector
    {
        private readonly AesTokenProtector _protector = new(s_key, useGcm: false);

        public byte[] Protect(byte[] plaintext, string context) => _protector.Protect(plaintext, context);

        public byte[]? Unprotect(byte[] ciphertext, string context) => _protector.Unprotect(ciphertext, context);
    }
}
