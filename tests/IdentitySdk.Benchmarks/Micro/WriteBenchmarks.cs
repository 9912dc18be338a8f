using System.Text;
using BenchmarkDotNet.Attributes;
using IdentitySdk.Benchmarks.Clients;
using IdentitySdk.Benchmarks.Server;
using IdentitySdk.Core;
using IdentitySdk.Okta;
using Newtonsoft.Json;

namespace IdentitySdk.Benchmarks.Micro;

/// <summary>Writes a complete user to the bytes of a request body.</summary>
public class WriteBenchmarks
{
    private static readonly JsonSerializer s_newtonsoft = JsonSerializer.Create();
    private readonly LimitUser _limit = System.Text.Json.JsonSerializer.Deserialize(SampleUsers.One(1), LimitJson.Default.LimitUser)!;
    private readonly User _sdk = Read();
    private readonly Stock.Okta.User _stock = JsonConvert.DeserializeObject<Stock.Okta.User>(SampleUsers.One(1))!;

    [Benchmark(Baseline = true)]
    public object Limit() => System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(_limit, LimitJson.Default.LimitUser);

    /// <summary>Writes as into an HTTP body on .NET 8 and later.</summary>
    [Benchmark]
    public object SdkUtf8() => JsonBody.Create(_sdk);

    /// <summary>Writes with System.Text.Json.</summary>
    [Benchmark]
    public object SdkSystemTextJson() => System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(_sdk);

    /// <summary>Writes with Newtonsoft.Json.</summary>
    [Benchmark]
    public object SdkNewtonsoft()
    {
        using var stream = new MemoryStream();
        using (var writer = new JsonTextWriter(new StreamWriter(stream, new UTF8Encoding(false))))
        {
            s_newtonsoft.Serialize(writer, _sdk);
        }

        return stream.ToArray();
    }

    [Benchmark]
    public object Stock() => Encoding.UTF8.GetBytes(JsonConvert.SerializeObject(_stock));

    /// <summary>The user as read from a response: unmapped members are still bytes.</summary>
    private static User Read()
    {
        var reader = new ModelReader(Encoding.UTF8.GetBytes(SampleUsers.One(1)));
        return User.Read(ref reader)!;
    }
}
