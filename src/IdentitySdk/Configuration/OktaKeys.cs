using IdentitySdk.Okta;

namespace IdentitySdk.Configuration;

/// <summary>The keys of a section for <see cref="OktaClient"/>.</summary>
internal static class OktaKeys
{
    public static ConfigurationTable<OktaClientOptions> Table { get; } = new(
        SharedKeys.For<OktaClientOptions>("required"),
        [
            new("ApiToken", "An API token.", [], [], static (options, values) => options.Credential = OktaCredential.ApiToken(values.Secret)),
            new(
                "PrivateKey", "The private key of a service app: PEM or JSON Web Key.", ["ClientId", "Scopes"], ["KeyId", "Dpop"],
                static (options, values) => options.Credential = OktaCredential.PrivateKey(
                    values.Text("ClientId")!, values.Secret, values.List("Scopes")!, values.Text("KeyId"),
                    values.OneOf("Dpop", OktaDpop.Automatic, OktaDpop.Required, OktaDpop.Off))),
            new("AccessToken", "An access token, which the client does not refresh.", [], [], static (options, values) => options.Credential = OktaCredential.AccessToken(values.Secret)),
        ]);
}
