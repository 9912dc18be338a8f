using IdentitySdk.Sample;

namespace IdentitySdk.Configuration;

/// <summary>The keys of a section for <see cref="SampleClient"/>.</summary>
internal static class SampleKeys
{
    public static ConfigurationTable<SampleClientOptions> Table { get; } = new(
        SharedKeys.For<SampleClientOptions>("required"),
        [
            new(
                "AccessToken", "An access token that is refreshed elsewhere.", [], [],
                static (options, values) => options.Credential = SampleCredential.AccessToken(values.Secret)),
        ]);
}
