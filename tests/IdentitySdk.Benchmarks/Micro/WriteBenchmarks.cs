using System.Buffers;
using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using IdentitySdk.Benchmarks.Clients;
using IdentitySdk.Benchmarks.Server;
using IdentitySdk.Core;
using IdentitySdk.Okta;
using Newtonsoft.Json;

namespace IdentitySdk.Benchmarks.Micro;

/// <summary>A whole user from a model to the bytes of a request body.</summary>
public class WriteBenchmarks
{
    private readonly LimitUser _limit = System.Text.Json.JsonSerializer.Deserialize(SampleUsers.One(1), LimitJson.Default.LimitUser)!;
    private readonly User _sdk = JsonConvert.DeserializeObject<User>(SampleUsers.One(1))!;
    private readonly Stock.User _stock = JsonConvert.DeserializeObject<Stock.User>(SampleUsers.One(1))!;

    [Benchmark(Baseline = true)]
    public object Limit() => System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(_limit, LimitJson.Default.LimitUser);

    /// <summary>What the SDK does with a body on .NET 8 and later.</summary>
    [Benchmark]
    public object SdkUtf8()
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true }))
        {
            new JsonOutput(writer).Write(_sdk);
        }

        return buffer.WrittenSpan.ToArray();
    }

    [Benchmark]
    public object SdkNewtonsoft()
    {
        using var stream = new MemoryStream();
        using (var writer = new JsonTextWriter(new StreamWriter(stream, new UTF8Encoding(false))))
        {
            new JsonOutput(writer).Write(_sdk);
        }

        return stream.ToArray();
    }

    [Benchmark]
    public object Stock() => Encoding.UTF8.GetBytes(JsonConvert.SerializeObject(_stock));
}
