using System.Text.Json.Serialization;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.NativeApp;

/// <summary>The SDK's types in a serializer context of a host.</summary>
[JsonSerializable(typeof(Host))]
internal sealed partial class HostContext : JsonSerializerContext
{
    public const string Json =
        """{"Tokens":{"Items":[{"a":[1.0]}],"ContinuationToken":"t"},"Objects":{"Items":[{"a":[]}],"ContinuationToken":null},"Statuses":{"ACTIVE":1},"Models":[{"id":"1"}]}""";
}

/// <summary>A type of a host.</summary>
internal sealed record Host(Page<JToken>? Tokens, Page<JObject>? Objects, Dictionary<Okta.UserStatus, int>? Statuses)
{
    public List<ApiObject>? Models { get; init; }
}
