using System.Text.Json.Serialization;

namespace IdentitySdk.Tests.Json.Doors;

/// <summary>Two vendors' users in one context: one of them needs a name of its own (SYSLIB1031).</summary>
[JsonSerializable(typeof(Holder))]
[JsonSerializable(typeof(Okta.User))]
[JsonSerializable(typeof(List<Okta.User>))]
[JsonSerializable(typeof(OneLogin.User), TypeInfoPropertyName = "OneLoginUser")]
[JsonSerializable(typeof(Agilicus.User), TypeInfoPropertyName = "AgilicusUser")]
internal sealed partial class DoorContext : JsonSerializerContext;
