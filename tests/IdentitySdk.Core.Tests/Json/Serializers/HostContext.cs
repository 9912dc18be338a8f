using System.Text.Json.Serialization;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests.Json.Serializers;

/// <summary>Users of several vendors in one context, which need different names (SYSLIB1031).</summary>
[JsonSerializable(typeof(Holder))]
[JsonSerializable(typeof(Okta.User))]
[JsonSerializable(typeof(List<Okta.User>))]
[JsonSerializable(typeof(OneLogin.User), TypeInfoPropertyName = "OneLoginUser")]
[JsonSerializable(typeof(Agilicus.User), TypeInfoPropertyName = "AgilicusUser")]
[JsonSerializable(typeof(Page<Okta.User>))]
[JsonSerializable(typeof(Page<Team>))]
[JsonSerializable(typeof(Page<JToken>))]
[JsonSerializable(typeof(Page<JObject>))]
[JsonSerializable(typeof(ModelHolder))]
[JsonSerializable(typeof(ApiObject))]
[JsonSerializable(typeof(Dictionary<Okta.UserStatus, int>))]
[JsonSerializable(typeof(OneLogin.UserStatus), TypeInfoPropertyName = "OneLoginStatus")]
[JsonSerializable(typeof(Dictionary<OneLogin.UserStatus, int>), TypeInfoPropertyName = "OneLoginStatuses")]
[JsonSerializable(typeof(Dictionary<StringOrNumber, int>))]
internal sealed partial class HostContext : JsonSerializerContext;
