using System.Text.Json.Serialization;

namespace IdentitySdk.Benchmarks.Clients;

/// <summary>The readers and writers that System.Text.Json generates: the limit.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(List<LimitUser>))]
[JsonSerializable(typeof(List<KeepingUser>))]
internal sealed partial class LimitJson : JsonSerializerContext;
