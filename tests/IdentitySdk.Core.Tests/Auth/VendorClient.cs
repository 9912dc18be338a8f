using IdentitySdk.Agilicus;
using IdentitySdk.Core;
using IdentitySdk.Okta;
using IdentitySdk.OneLogin;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests.Auth;

/// <summary>A client that requests its own tokens, with the same two calls for every vendor.</summary>
/// <param name="Client">The client.</param>
/// <param name="GetOrNull">Gets a user; null when there is none.</param>
/// <param name="Write">Sends a write that is not safe to retry.</param>
internal sealed record VendorClient(
    IDisposable Client,
    Func<RequestOptions?, CancellationToken, Task<object?>> GetOrNull,
    Func<RequestOptions?, CancellationToken, Task> Write) : IDisposable
{
    /// <summary>All ways to get tokens.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["OneLogin", "Okta", "Agilicus", "From"];

    public static VendorClient Create(
        string kind, HttpMessageHandler transport, TimeProvider clock, Action<IdentityClientOptions>? configure = null, bool isOther = false)
    {
        void Fill(IdentityClientOptions options)
        {
            options.BaseAddress = new Uri($"https://{kind.ToLowerInvariant()}.example");
            options.Transport = transport;
            options.TimeProvider = clock;
            options.AttemptTimeout = Timeout.InfiniteTimeSpan;
            options.Retry = new RetryOptions { MaxRetries = 0 };
            configure?.Invoke(options);
        }

        switch (kind)
        {
            case "OneLogin":
                var oneLogin = new OneLoginClientOptions { Credential = OneLoginCredential.Client("id", isOther ? "wrong" : "secret") };
                Fill(oneLogin);
                var first = new OneLoginClient(oneLogin);
                return new(
                    first,
                    async (options, token) => await first.Users.GetAsync(1, options, token).OrNullAsync(),
                    (options, token) => first.UserRoles.AddAsync(1, new AddRolesRequest { RoleIdArray = [1] }, options, token));
            case "Agilicus":
                var agilicus = new AgilicusClientOptions { Credential = AgilicusCredential.AuthenticationDocument(Document(isOther)) };
                Fill(agilicus);
                var third = new AgilicusClient(agilicus);
                return new(
                    third,
                    async (options, token) => await third.Users.GetAsync("1", null, options, token).OrNullAsync(),
                    (options, token) => third.Users.CreateAsync(new Agilicus.User { Email = "jane@example.com" }, options, token));
            default:
                var okta = new OktaClientOptions
                {
                    Credential = kind == "From"
                        ? OktaCredential.From(async token =>
                        {
                            // A client of its own, as in callers' functions.
                            using var http = new HttpClient(transport, disposeHandler: false);
                            using var response = await http.PostAsync("https://issuer.example/token", null, token);
                            var body = JObject.Parse(await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync(token));
                            return new AccessToken((string)body["access_token"]!, clock.GetUtcNow().AddSeconds((double)body["expires_in"]!));
                        })
                        : OktaCredential.PrivateKey("0oa1", isOther ? SampleKeys.RsaJwk() : SampleKeys.Jwk(), ["okta.users.manage"], dpop: OktaDpop.Off),
                };
                Fill(okta);
                var second = new OktaClient(okta);
                return new(
                    second,
                    async (options, token) => await second.Users.GetAsync("1", null, options, token).OrNullAsync(),
                    (options, token) => second.Users.DeleteAsync("1", null, options, token));
        }
    }

    public void Dispose() => Client.Dispose();

    private static string Document(bool isOther)
    {
        using var other = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        var key = SampleKeys.Pem((isOther ? other : SampleKeys.Ec).ExportPkcs8PrivateKey());
        return new JObject
        {
            ["metadata"] = new JObject { ["id"] = "d1" },
            ["spec"] = new JObject { ["user_id"] = "u1", ["org_id"] = "o1", ["auth_issuer_url"] = "https://issuer.example" },
            ["status"] = new JObject { ["key"] = key },
        }.ToString();
    }
}
