using System.Diagnostics;
using System.Globalization;
using System.Text;
using IdentitySdk.Benchmarks.Report;
using IdentitySdk.Benchmarks.Server;
using IdentitySdk.Core;
using IdentitySdk.Okta;
using Newtonsoft.Json;

namespace IdentitySdk.Benchmarks.Runs;

/// <summary>
/// Compares the bytes that the SDK allocates for a call, a listed user and a serialized user, and the number of assemblies that the first call loads, with
/// recorded figures. CI runs it.
/// </summary>
/// <remarks>Run it without tiered compilation, so that escape analysis does not depend on the current tier.</remarks>
internal static class AllocatedBytes
{
    private const double MaxGrowth = 0.05;
    private const string Assemblies = "okta.start.assemblies";
    private const int Pages = 5;
    private const int Rounds = 15;
    private static readonly Uri s_address = new("https://example.okta.com");
    private static readonly byte[] s_okta = Encoding.UTF8.GetBytes(RealUsers.Okta(1));
    private static readonly byte[] s_oneLogin = Encoding.UTF8.GetBytes(RealUsers.OneLogin(1));
    private static readonly byte[] s_agilicus = Encoding.UTF8.GetBytes(RealUsers.Agilicus(1));
    private static readonly byte[][] s_pages = [.. Enumerable.Range(0, Pages).Select(RealUsers.Page)];

    /// <summary>Compares the measured figures with the recorded ones, or records them.</summary>
    /// <param name="path">The file of the figures, with a name and a number on each line.</param>
    /// <param name="isRecorded">Whether to record the figures.</param>
    /// <returns>1 if bytes have grown by more than 5 % or the assemblies by one, or if a figure is not recorded or no longer measured.</returns>
    public static async Task<int> CheckAsync(string path, bool isRecorded)
    {
        var measured = await MeasureAllAsync().ConfigureAwait(false);
        if (isRecorded)
        {
            await File.WriteAllLinesAsync(path, measured.Select(figure => $"{figure.Name} {figure.Bytes}")).ConfigureAwait(false);
            return 0;
        }

        var recorded = File.ReadLines(path).Select(line => line.Split(' ')).ToDictionary(parts => parts[0], parts => int.Parse(parts[1], CultureInfo.InvariantCulture));
        var failures = 0;
        foreach (var (name, bytes) in measured)
        {
            var change = recorded.TryGetValue(name, out var before) ? ((double)bytes / before) - 1 : double.PositiveInfinity;
            var limit = name == Assemblies ? 0 : MaxGrowth;
            var isGrown = change > limit;
            var verdict = isGrown ? "GREW" : change < -limit ? "shrank: record it" : "";
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-32}{before,8} -> {bytes,8} {change,8:+0.0%;-0.0%;0.0%} {verdict}"));
            failures += isGrown ? 1 : 0;
        }

        foreach (var name in recorded.Keys.Except(measured.Select(figure => figure.Name)))
        {
            Console.WriteLine($"{name} is recorded, but no longer measured");
            failures++;
        }

        return failures == 0 ? 0 : 1;
    }

    private static async Task<List<(string Name, int Bytes)>> MeasureAllAsync()
    {
        using var server = ServerProcess.Start();
        using var okta = Okta(new MemoryTransport(_ => s_okta));
        using var list = Okta(new MemoryTransport(target => s_pages[target.IndexOf("after=", StringComparison.Ordinal) is > 0 and var at ? target[at + 6] - '0' : 0], Pages));
        using var loopback = new OktaClient(new OktaClientOptions { BaseAddress = server.AddressOf("real-1"), Credential = OktaCredential.ApiToken("00token") });
        using var oneLogin = new OneLogin.OneLoginClient(new OneLogin.OneLoginClientOptions
        {
            BaseAddress = new Uri("https://example.onelogin.com"), Credential = OneLogin.OneLoginCredential.AccessToken("token"), Transport = new MemoryTransport(_ => s_oneLogin),
        });
        using var agilicus = new Agilicus.AgilicusClient(new Agilicus.AgilicusClientOptions { Credential = Agilicus.AgilicusCredential.AccessToken("token"), Transport = new MemoryTransport(_ => s_agilicus) });
        var update = UpdateUserRequest.From(await okta.Users.GetAsync("00u1").ConfigureAwait(false));
        var (user, text) = (Read(), Encoding.UTF8.GetString(s_okta));
        return
        [
            ("okta.get", await MeasureAsync(() => okta.Users.GetAsync("00u1")).ConfigureAwait(false)),
            ("okta.get.loopback", await MeasureAsync(() => loopback.Users.GetAsync("00u1")).ConfigureAwait(false)),
            ("okta.update", await MeasureAsync(() => okta.Users.UpdateAsync("00u1", update)).ConfigureAwait(false)),
            ("okta.raw", await MeasureAsync(() => okta.Raw.SendAsync(HttpMethod.Get, "/api/v1/users/{userId}", new RawRequest { Path = { ["userId"] = "00u1" } })).ConfigureAwait(false)),
            ("okta.list.user", await MeasureListAsync(list, user => user.Id).ConfigureAwait(false)),
            ("okta.list.user.attribute", await MeasureListAsync(list, user => user.Profile!.GetString("desk")).ConfigureAwait(false)),
            ("okta.list.user.token", await MeasureListAsync(list, user => user.Profile!.AdditionalData["desk"]).ConfigureAwait(false)),
            ("onelogin.get", await MeasureAsync(() => oneLogin.Users.GetAsync(1)).ConfigureAwait(false)),
            ("agilicus.get", await MeasureAsync(() => agilicus.Users.GetAsync("1")).ConfigureAwait(false)),
            ("okta.read", await MeasureAsync(Now(() => Read())).ConfigureAwait(false)),
            ("okta.read.newtonsoft", await MeasureAsync(Now(() => JsonConvert.DeserializeObject<User>(text))).ConfigureAwait(false)),
            ("okta.read.systemtextjson", await MeasureAsync(Now(() => System.Text.Json.JsonSerializer.Deserialize<User>(s_okta))).ConfigureAwait(false)),
            ("okta.write", await MeasureAsync(Now(() => Write(user))).ConfigureAwait(false)),
            ("okta.write.newtonsoft", await MeasureAsync(Now(() => JsonConvert.SerializeObject(user))).ConfigureAwait(false)),
            ("okta.write.systemtextjson", await MeasureAsync(Now(() => System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(user))).ConfigureAwait(false)),
            (Assemblies, await CountAssembliesAsync(server).ConfigureAwait(false)),
        ];
    }

    private static OktaClient Okta(MemoryTransport transport) =>
        new(new OktaClientOptions { BaseAddress = s_address, Credential = OktaCredential.ApiToken("00token"), Transport = transport });

    private static async Task<int> MeasureListAsync(OktaClient okta, Func<User, object?> read)
    {
        var options = new ListUsersOptions { Limit = SampleUsers.PerPage };
        var bytes = await MeasureAsync(
            async () =>
            {
                await foreach (var user in okta.Users.ListAllAsync(options).ConfigureAwait(false))
                {
                    _ = read(user) ?? throw new InvalidOperationException("The list lost a value.");
                }
            },
            1).ConfigureAwait(false);
        return bytes / (Pages * SampleUsers.PerPage);
    }

    /// <summary>Measures the median of the rounds, which ignores one-time allocations of a thread.</summary>
    private static async Task<int> MeasureAsync(Func<Task> callAsync, int calls = 50)
    {
        var rounds = new List<double>();
        for (var round = -3; round < Rounds; round++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            for (var call = 0; call < calls; call++)
            {
                await callAsync().ConfigureAwait(false);
            }

            if (round >= 0)
            {
                rounds.Add((GC.GetTotalAllocatedBytes(precise: true) - before) / (double)calls);
            }
        }

        return (int)Math.Round(Median.Of(rounds));
    }

    private static async Task<int> CountAssembliesAsync(ServerProcess server)
    {
        // As programs start by default: methods that are compiled fully load more assemblies.
        var start = ServerProcess.Self("--assemblies", server.AddressOf("real-1").AbsoluteUri);
        start.Environment["DOTNET_TieredCompilation"] = "1";
        using var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadToEndAsync().ConfigureAwait(false);
        await process.WaitForExitAsync().ConfigureAwait(false);
        return int.Parse(line, CultureInfo.InvariantCulture);
    }

    private static Func<Task> Now(Func<object?> work) => () =>
    {
        _ = work() ?? throw new InvalidOperationException("There is no result.");
        return Task.CompletedTask;
    };

    private static User Read()
    {
        var reader = new ModelReader(s_okta);
        return User.Read(ref reader)!;
    }

    private static object Write(User user)
    {
        using var body = JsonBody.Create(user);
        return body;
    }
}
