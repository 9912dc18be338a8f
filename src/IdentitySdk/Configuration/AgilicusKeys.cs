using IdentitySdk.Agilicus;

namespace IdentitySdk.Configuration;

/// <summary>The keys of a section for <see cref="AgilicusClient"/>.</summary>
internal static class AgilicusKeys
{
    public static ConfigurationTable<AgilicusClientOptions> Table { get; } = new(
        SharedKeys.For<AgilicusClientOptions>("https://api.agilicus.com"),
        [
            new(
                "AuthenticationDocument", "The authentication document of a service account, as a JSON string.", [], ["ClientId", "Scopes"],
                static (options, values) => options.Credential = AgilicusCredential.AuthenticationDocument(values.Secret, values.List("Scopes"), values.Text("ClientId"))),
            new("AccessToken", "An access token, which the client does not refresh.", [], [], static (options, values) => options.Credential = AgilicusCredential.AccessToken(values.Secret)),
        ]);
}
