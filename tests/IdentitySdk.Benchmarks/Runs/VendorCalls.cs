using IdentitySdk.Agilicus;
using IdentitySdk.Benchmarks.Report;
using IdentitySdk.Benchmarks.Server;
using IdentitySdk.Okta;
using IdentitySdk.OneLogin;

namespace IdentitySdk.Benchmarks.Runs;

/// <summary>Reads the same person from each vendor, over loopback.</summary>
internal static class VendorCalls
{
    public static async Task<Section> RunAsync(ServerProcess server)
    {
        using var okta = new OktaClient(new OktaClientOptions { BaseAddress = server.AddressOf("real-1"), Credential = OktaCredential.ApiToken("00token") });
        using var oneLogin = new OneLoginClient(new OneLoginClientOptions { BaseAddress = server.AddressOf("onelogin-1"), Credential = OneLoginCredential.AccessToken("token") });
        using var agilicus = new AgilicusClient(new AgilicusClientOptions { BaseAddress = server.AddressOf("agilicus-1"), Credential = AgilicusCredential.AccessToken("token") });
        var calls = new Dictionary<string, Func<Task>>
        {
            ["Okta"] = () => okta.Users.GetAsync("00u1"),
            ["OneLogin"] = () => oneLogin.Users.GetAsync(1),
            ["Agilicus"] = () => agilicus.Users.GetAsync("1"),
        };
        foreach (var callAsync in calls.Values)
        {
            await WarmUp.RunAsync(() => Alternation.RepeatAsync(callAsync, 1, 200)).ConfigureAwait(false);
        }

        var section = new Section("One call for the same person", "µs", "vs Okta", "µs of processor time", "vs Okta", "bytes", "vs Okta");
        var ratios = await Alternation.CompareAsync(section, "", calls, 1, 200).ConfigureAwait(false);
        section.Figures.Add(new Figure("OneLogin single call, bytes vs Okta's", 1.15, 1.05, ratios["OneLogin"].Bytes));
        section.Figures.Add(new Figure("Agilicus single call, bytes vs Okta's", 1.15, 1.05, ratios["Agilicus"].Bytes));
        return section;
    }
}
