using System.Security.Cryptography;
using IdentitySdk.Agilicus;
using IdentitySdk.Core;
using IdentitySdk.Okta;
using IdentitySdk.OneLogin;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests.Auth;

/// <summary>Invalid credentials throw when they are created, before any I/O, and name the argument.</summary>
public sealed class CredentialArgumentTests
{
    private static readonly string s_pem = NewPem();

    private static IEnumerable<TestCaseData> InvalidCredentials()
    {
        foreach (var invalid in new[] { "", " ", "two words", "line\r\nbreak", "snö", "{apiToken}", "<token>" })
        {
            yield return Named($"Okta token '{invalid}'", "token", () => OktaCredential.ApiToken(invalid));
            yield return Named($"Okta access token '{invalid}'", "token", () => OktaCredential.AccessToken(invalid));
            yield return Named($"Okta client id '{invalid}'", "clientId", () => OktaCredential.PrivateKey(invalid, s_pem, ["okta.users.read"]));
            yield return Named($"OneLogin id '{invalid}'", "clientId", () => OneLoginCredential.Client(invalid, "secret"));
            yield return Named($"OneLogin secret '{invalid}'", "clientSecret", () => OneLoginCredential.Client("id", invalid));
            yield return Named($"OneLogin access token '{invalid}'", "token", () => OneLoginCredential.AccessToken(invalid));
            yield return Named($"Agilicus access token '{invalid}'", "token", () => AgilicusCredential.AccessToken(invalid));
            yield return Named($"Okta scope '{invalid}'", "scopes", () => OktaCredential.PrivateKey("id", s_pem, [invalid]));
        }

        yield return Named("no scopes", "scopes", () => OktaCredential.PrivateKey("id", s_pem, []));
        yield return Named("null scopes", "scopes", () => OktaCredential.PrivateKey("id", s_pem, null!));
        yield return Named("null key", "privateKey", () => OktaCredential.PrivateKey("id", (string)null!, ["okta.users.read"]));
        yield return Named("empty key id", "keyId", () => OktaCredential.PrivateKey("id", s_pem, ["okta.users.read"], ""));
        yield return Named("unknown option", "dpop", () => OktaCredential.PrivateKey("id", s_pem, ["okta.users.read"], null, (OktaDpop)9));
        yield return Named("unknown style", "headerStyle", () => OneLoginCredential.Client("id", "secret", (OneLoginHeaderStyle)9));
        yield return Named("id with a colon", "clientId", () => OneLoginCredential.Client("a:b", "secret"));
        yield return Named("id with a comma", "clientId", () => OneLoginCredential.Client("a,b", "secret"));
        yield return Named("no function", "getToken", () => OktaCredential.From(null!));
        yield return Named("null document", "json", () => AgilicusCredential.AuthenticationDocument(null!));
        yield return Named("document that is not JSON", "json", () => AgilicusCredential.AuthenticationDocument("secret text"));
        foreach (var member in new[] { "metadata.id", "spec.user_id", "spec.org_id", "spec.auth_issuer_url", "status.key" })
        {
            yield return Named($"document without {member}", "json", () => AgilicusCredential.AuthenticationDocument(Document(member, null)));
            yield return Named($"document with a number for {member}", "json", () => AgilicusCredential.AuthenticationDocument(Document(member, 1)));
        }

        foreach (var issuer in new[] { "auth.example.com", "http://auth.example.com", "ftp://auth.example.com", "https://user:pw@auth.example.com", "https://auth.example.com?a=b" })
        {
            yield return Named($"issuer {issuer}", "json", () => AgilicusCredential.AuthenticationDocument(Document("spec.auth_issuer_url", issuer)));
        }

        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var wrongCurve = p384.ExportPkcs8PrivateKeyPem();
        yield return Named("document with a key on P-384", "json", () => AgilicusCredential.AuthenticationDocument(Document("status.key", wrongCurve)));
        yield return Named("document with a broken key", "json", () => AgilicusCredential.AuthenticationDocument(Document("status.key", s_pem[..80])));
        yield return Named("document with no scopes", "scopes", () => AgilicusCredential.AuthenticationDocument(Document(null, null), []));
        yield return Named("document with a placeholder", "clientId", () => AgilicusCredential.AuthenticationDocument(Document(null, null), null, "{client}"));

        static TestCaseData Named(string name, string parameter, Func<Credential> make) => new TestCaseData(make, parameter).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(InvalidCredentials))]
    public void Invalid_credential_throws_with_its_argument(Func<Credential> make, string parameter)
    {
        var exception = Assert.Catch<ArgumentException>(() => make());

        Assert.That(exception!.ParamName, Is.EqualTo(parameter));
        Assert.That(exception.ToString(), Does.Not.Contain(s_pem.Split('\n')[1]).And.Not.Contain("secret text"));
    }

    [TestCase("https://auth.example.com")]
    [TestCase("http://127.0.0.1:5000")]
    public void Document_with_a_safe_issuer_is_accepted(string issuer) =>
        Assert.That(AgilicusCredential.AuthenticationDocument(Document("spec.auth_issuer_url", issuer)).ToString(), Is.EqualTo("AgilicusCredential"));

    [Test]
    public void ToString_of_a_token_is_the_name_of_the_type()
    {
        var token = new AccessToken("topsecret", DateTimeOffset.UnixEpoch, "DPoP");

        Assert.That($"{token} {OktaCredential.ApiToken("topsecret")}", Is.EqualTo("AccessToken OktaCredential"));
        Assert.That(() => new AccessToken(""), Throws.ArgumentException);
        Assert.That(() => new AccessToken("a", null, "no type"), Throws.ArgumentException);
    }

    [Test]
    public void Token_creates_its_header_once()
    {
        var token = new AccessToken("t1", null, "DPoP");
        var header = token.Header;

        Assert.That(header, Is.EqualTo("DPoP t1"));
        Assert.That(token.Header, Is.SameAs(header), "a token serves many calls");
    }

    private static string NewPem()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKeyPem();
    }

    private static string Document(string? member, JToken? value)
    {
        var document = new JObject
        {
            ["metadata"] = new JObject { ["id"] = "d1" },
            ["spec"] = new JObject { ["user_id"] = "u1", ["org_id"] = "o1", ["auth_issuer_url"] = "https://auth.example.com" },
            ["status"] = new JObject { ["key"] = s_pem },
        };
        if (member?.Split('.') is [var part, var name])
        {
            document[part]![name] = value;
        }

        return document.ToString();
    }
}
