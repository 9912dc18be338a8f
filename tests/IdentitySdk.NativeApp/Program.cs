using IdentitySdk;
using IdentitySdk.Agilicus;
using IdentitySdk.NativeApp;
using IdentitySdk.Okta;
using IdentitySdk.OneLogin;
using Microsoft.Extensions.DependencyInjection;

// For measuring the start time.
if (args is ["--first-user", var address])
{
    using var okta = new OktaClient(new OktaClientOptions { BaseAddress = new Uri(address), Credential = OktaCredential.ApiToken("00native") });
    var user = await okta.Users.GetAsync("00u1");
    Console.WriteLine(Environment.CpuUsage.TotalTime.TotalMilliseconds.ToString(System.Globalization.CultureInfo.InvariantCulture));
    return user.Id is null ? 1 : 0;
}

// Lists, updates and fails with each vendor, without reflection; the exit code is the number of failed checks.
await using var server = LoopbackServer.Start();
var services = new ServiceCollection();
services.AddOktaClient(options => (options.BaseAddress, options.Credential) = (server.Address, OktaCredential.ApiToken("00native")));
services.AddOneLoginClient(options => (options.BaseAddress, options.Credential) = (server.Address, OneLoginCredential.Client("id", "secret")));
services.AddAgilicusClient(options => (options.BaseAddress, options.Credential) = (server.Address, AgilicusCredential.AccessToken("native")));
await using var provider = services.BuildServiceProvider();

var failures = 0;
await Check("Okta: all pages", "ada,bob", async () => await Join(provider.GetRequiredService<OktaClient>().Users.ListAllAsync(), user => user.Profile?.Login));
await Check("Okta: partial update", "Countess/kept", async () =>
{
    var user = await provider.GetRequiredService<OktaClient>().Users.UpdateAsync("00u1", new() { Profile = new() { Title = "Countess" } });
    return $"{user.Profile?.Title}/{user.Profile?.AdditionalData["custom"]}";
});
await Check("Okta: not found", "NotFoundException E0000007", async () => await Fail(() => provider.GetRequiredService<OktaClient>().Users.GetAsync("none")));
await Check("OneLogin: token and page", "ada", async () => await Join(provider.GetRequiredService<OneLoginClient>().Users.ListAllAsync(), user => user.Username));
await Check("Agilicus: keyset pages", "ada@example.com", async () => await Join(provider.GetRequiredService<AgilicusClient>().Users.ListAllAsync(), user => user.Email));
await Check("Okta: private key and DPoP proof", "ada,bob", async () =>
{
    using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
    var credential = OktaCredential.PrivateKey("client", key.ExportPkcs8PrivateKeyPem(), ["okta.users.read"], dpop: OktaDpop.Required);
    using var okta = new OktaClient(new OktaClientOptions { BaseAddress = server.Address, Credential = credential });
    return await Join(okta.Users.ListAllAsync(), user => user.Profile?.Login);
});
await Check("System.Text.Json: page of JSON, models of any type, enums as keys", HostContext.Json, () =>
{
    var host = System.Text.Json.JsonSerializer.Deserialize(HostContext.Json.Replace("{\"id\":\"1\"}", null), HostContext.Default.Host)!;
    return Task.FromResult(System.Text.Json.JsonSerializer.Serialize(host with { Models = [new IdentitySdk.Okta.User { Id = "1" }] }, HostContext.Default.Host));
});
Console.WriteLine(failures == 0 ? "native app: passed" : $"native app: {failures} failed");
return failures;

async Task Check(string name, string expected, Func<Task<string>> act)
{
    string actual;
    try
    {
        actual = await act();
    }
    catch (Exception exception)
    {
        actual = exception.ToString();
    }

    failures += actual == expected ? 0 : 1;
    Console.WriteLine(actual == expected ? $"passed: {name}" : $"FAILED: {name}: expected {expected}, but was {actual}");
}

static async Task<string> Join<T>(IAsyncEnumerable<T> items, Func<T, string?> select)
{
    var texts = new List<string?>();
    await foreach (var item in items)
    {
        texts.Add(select(item));
    }

    return string.Join(',', texts);
}

static async Task<string> Fail(Func<Task> act)
{
    try
    {
        await act();
        return "no exception";
    }
    catch (IdentityApiException exception)
    {
        return $"{exception.GetType().Name} {exception.VendorCode}";
    }
}
