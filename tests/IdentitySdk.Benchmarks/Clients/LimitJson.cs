using System.Text.Json.Serialization;

namespace IdentitySdk.Benchmarks.Clients;

/// <summary>The source-generated readers and writers of System.Text.Json: the limit.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(List<LimitUser>))]
[JsonSerializable(typeof(List<LosslessUser>))]
internal sealed partial class LimitJson : JsonSerializerContext;
