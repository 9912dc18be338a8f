using System.Text.Json;
using BenchmarkDotNet.Attributes;
using IdentitySdk.Benchmarks.Clients;
using IdentitySdk.Benchmarks.Server;
using IdentitySdk.Core;
using IdentitySdk.Okta;
using Newtonsoft.Json;

namespace IdentitySdk.Benchmarks.Micro;

/// <summary>A page of users from bytes to models, without a network.</summary>
public class ParseBenchmarks
{
    private readonly byte[] _page = SampleUsers.Page(3);
    private readonly Newtonsoft.Json.JsonSerializer _stock = Newtonsoft.Json.JsonSerializer.Create();

    [GlobalSetup]
    public Task SetupAsync() => WarmUp.OnceAsync(nameof(ParseBenchmarks), 40, Limit, LimitKeepingUnknown, SdkUtf8, SdkNewtonsoft, Stock);

    [Benchmark(Baseline = true, OperationsPerInvoke = SampleUsers.PerPage)]
    public object? Limit() => System.Text.Json.JsonSerializer.Deserialize(_page, LimitJson.Default.ListLimitUser);

    [Benchmark(OperationsPerInvoke = SampleUsers.PerPage)]
    public object? LimitKeepingUnknown() => System.Text.Json.JsonSerializer.Deserialize(_page, LimitJson.Default.ListKeepingUser);

    [Benchmark(OperationsPerInvoke = SampleUsers.PerPage)]
    public object? SdkUtf8()
    {
        var input = new JsonInput(_page);
        return Read(ref input);
    }

    /// <summary>The engine of <c>JsonConvert</c>.</summary>
    [Benchmark(OperationsPerInvoke = SampleUsers.PerPage)]
    public object? SdkNewtonsoft()
    {
        using var reader = new JsonTextReader(new StreamReader(new MemoryStream(_page), System.Text.Encoding.UTF8)) { MaxDepth = 64 };
        var input = new JsonInput(reader);
        return Read(ref input);
    }

    [Benchmark(OperationsPerInvoke = SampleUsers.PerPage)]
    public object? Stock()
    {
        using var reader = new JsonTextReader(new StreamReader(new MemoryStream(_page)));
        return _stock.Deserialize<List<Stock.User>>(reader);
    }

    private static IReadOnlyList<User>? Read(ref JsonInput input) => input.ReadList(static (ref JsonInput input) => User.Read(ref input));
}
