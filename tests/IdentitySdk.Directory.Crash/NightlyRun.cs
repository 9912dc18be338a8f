using IdentitySdk.Agilicus;
using IdentitySdk.Okta;
using IdentitySdk.OneLogin;
using IdentitySdk.Tests.Readme;

namespace IdentitySdk.Directories.Crash;

/// <summary>Runs the nightly job of the documentation, until the test kills the process. Arguments: vendor, address, credential, its second part, folder, people.</summary>
internal static class NightlyRun
{
    public static async Task RunAsync(string[] args)
    {
        var (address, credential, part) = (new Uri(args[1]), args[2], args[3]);
        using IdentityClient client = args[0] switch
        {
            "Okta" => new OktaClient(Quick(new OktaClientOptions { BaseAddress = address, Credential = OktaCredential.ApiToken(credential) })),
            "OneLogin" => new OneLoginClient(Quick(new OneLoginClientOptions { BaseAddress = address, Credential = OneLoginCredential.Client(credential, part) })),
            _ => new AgilicusClient(Quick(new AgilicusClientOptions { BaseAddress = address, Credential = AgilicusCredential.AccessToken(credential) })),
        };
        var directory = client switch
        {
            OktaClient okta => okta.AsDirectory(),
            OneLoginClient oneLogin => oneLogin.AsDirectory(),
            var agilicus => ((AgilicusClient)agilicus).AsDirectory(part),
        };
        var options = new PlanOptions
        {
            Match = UserKey.Email,
            Manage = client is AgilicusClient
                ? [UserAttribute.GivenName, UserAttribute.FamilyName]
                : [UserAttribute.GivenName, UserAttribute.FamilyName, UserAttribute.Title],
            Missing = client is OneLoginClient ? MissingPolicy.Deactivate : MissingPolicy.Suspend,
            Protected = ["break-glass@example.com"],
        };

        // The emulator has no consistency delay.
        await DirectorySnippets.NightlyJobAsync(directory, options, new ApplyOptions { ConsistencyDelay = TimeSpan.FromMilliseconds(50) }, args[4], args[5]);
    }

    private static T Quick<T>(T options)
        where T : IdentityClientOptions
    {
        options.Retry.BaseDelay = TimeSpan.FromMilliseconds(5);
        return options;
    }
}
