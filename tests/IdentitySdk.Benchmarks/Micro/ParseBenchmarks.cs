using System.Text;
using BenchmarkDotNet.Attributes;
using IdentitySdk.Benchmarks.Clients;
using IdentitySdk.Benchmarks.Server;
using IdentitySdk.Core;
using IdentitySdk.Okta;
using Newtonsoft.Json;

namespace IdentitySdk.Benchmarks.Micro;

/// <summary>Reads a page of users from bytes, without a network.</summary>
public class ParseBenchmarks
{
    private readonly byte[] _page = SampleUsers.Page(3);
    private readonly string _text = Encoding.UTF8.GetString(SampleUsers.Page(3));

    [Benchmark(Baseline = true, OperationsPerInvoke = SampleUsers.PerPage)]
    public object? Limit() => System.Text.Json.JsonSerializer.Deserialize(_page, LimitJson.Default.ListLimitUser);

    /// <summary>Reads text with <c>JsonConvert</c>.</summary>
    [Benchmark(OperationsPerInvoke = SampleUsers.PerPage)]
    public object? SdkNewtonsoft() => JsonConvert.DeserializeObject<List<User>>(_text);

    /// <summary>Reads with System.Text.Json.</summary>
    [Benchmark(OperationsPerInvoke = SampleUsers.PerPage)]
    public object? SdkSystemTextJson() => System.Text.Json.JsonSerializer.Deserialize<List<User>>(_page);

    /// <summary>Reads as from an HTTP body.</summary>
    [Benchmark(OperationsPerInvoke = SampleUsers.PerPage)]
    public object? SdkUtf8()
    {
        var reader = new ModelReader(_page);
        return reader.ReadList(static (ref ModelReader reader) => User.Read(ref reader));
    }

    [Benchmark(OperationsPerInvoke = SampleUsers.PerPage)]
    public object? LimitKeepingUnknown() => System.Text.Json.JsonSerializer.Deserialize(_page, LimitJson.Default.ListLosslessUser);

    [Benchmark(OperationsPerInvoke = SampleUsers.PerPage)]
    public object? Stock() => JsonConvert.DeserializeObject<List<Stock.Okta.User>>(_text);
}
