using IdentitySdk.OneLogin;

namespace IdentitySdk.Configuration;

/// <summary>The keys of a section for <see cref="OneLoginClient"/>.</summary>
internal static class OneLoginKeys
{
    public static ConfigurationTable<OneLoginClientOptions> Table { get; } = new(
        [
            .. SharedKeys.For<OneLoginClientOptions>("required"),
            new(
                "Api", "`V1` or `Newer`", "V1", "OneLogin only: the API of the account, which determines what can be sent.",
                static (options, value) => options.Api = value.OneOf(OneLoginApi.V1, OneLoginApi.Newer)),
        ],
        [
            new(
                "ClientSecret", "The secret of an API credential pair.", ["ClientId"], ["HeaderStyle"],
                static (options, values) => options.Credential = OneLoginCredential.Client(
                    values.Text("ClientId")!, values.Secret, values.OneOf("HeaderStyle", OneLoginHeaderStyle.Basic, OneLoginHeaderStyle.ClientIdAndSecret))),
            new("AccessToken", "An access token, which the client does not refresh.", [], [], static (options, values) => options.Credential = OneLoginCredential.AccessToken(values.Secret)),
        ]);
}
