using BenchmarkDotNet.Attributes;
using IdentitySdk.Benchmarks.Clients;
using IdentitySdk.Benchmarks.Server;

namespace IdentitySdk.Benchmarks.Micro;

/// <summary>Single calls over loopback: reads one after another, reads by 16 callers at once, partial updates.</summary>
public class CallBenchmarks
{
    private const int Calls = 32;
    private const int Callers = 16;
    private IUserClient _client = null!;
    private Func<Task<string?>> _updateAsync = null!;

    [ParamsSource(nameof(Clients))]
    public string Client { get; set; } = null!;

    public static IEnumerable<string> Clients => ClientFactory.All;

    [GlobalSetup]
    public async Task SetupAsync()
    {
        _client = ClientFactory.Create(Client, ServerProcess.Current.Behaving("pages-1"));
        _updateAsync = await _client.PrepareUpdateAsync("00u1").ConfigureAwait(false);
        await WarmUp.OnceAsync(Client, 1, SixteenAtOnce, Update).ConfigureAwait(false);
    }

    [GlobalCleanup]
    public void Cleanup() => _client.Dispose();

    [Benchmark(OperationsPerInvoke = Calls)]
    public async Task OneAtATime()
    {
        for (var call = 0; call < Calls; call++)
        {
            await _client.GetAsync("00u1").ConfigureAwait(false);
        }
    }

    [Benchmark(OperationsPerInvoke = Calls * Callers)]
    public Task SixteenAtOnce() => Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(OneAtATime)));

    [Benchmark(OperationsPerInvoke = Calls)]
    public async Task Update()
    {
        for (var call = 0; call < Calls; call++)
        {
            await _updateAsync().ConfigureAwait(false);
        }
    }
}
