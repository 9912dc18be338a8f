using System.Text.Json;
using System.Text.Json.Serialization;
using IdentitySdk.Agilicus;
using IdentitySdk.Okta;
using Newtonsoft.Json;
using UserStatus = IdentitySdk.Okta.UserStatus;

namespace IdentitySdk.Tests.Readme;

/// <summary>The examples of docs/serializers.md and docs/trimming.md, compared by <see cref="ReadmeTests"/> and run by <see cref="GuideTests"/>.</summary>
internal static partial class SerializerSnippets
{
    public static async Task ReplaceAsync(AgilicusClient agilicus, string id)
    {
        #region Replace
        var user = await agilicus.Users.GetAsync(id);
        user.LastName = "King";
        await agilicus.Users.ReplaceAsync(id, user);
        #endregion
    }

    public static async Task<int> CustomAttributesAsync(OktaClient okta, string id)
    {
        #region CustomAttributes
        var user = await okta.Users.GetAsync(id);
        var costCenter = user.Profile!.As(ProfileContext.Default.CustomProfile).CostCenter;
        #endregion
        return costCenter;
    }

    public static string? OneAttribute(Okta.User user)
    {
        #region OneAttribute
        string? engine = user.Profile?.GetString("favoriteEngine");
        #endregion
        return engine;
    }

    public static string RoundTrip(Okta.User user)
    {
        #region Serializers
        string json = System.Text.Json.JsonSerializer.Serialize(user, UserContext.Default.OktaUser);
        string same = JsonConvert.SerializeObject(user);
        Okta.User? copy = System.Text.Json.JsonSerializer.Deserialize(json, UserContext.Default.OktaUser);
        #endregion
        return $"{json == same} {copy?.Id == user.Id}";
    }

    public static string Describe(Okta.User user)
    {
        #region Enums
        string text = user.Status?.Value switch
        {
            UserStatus.Values.Active or UserStatus.Values.PasswordExpired => "can sign in",
            UserStatus.Values.Suspended or UserStatus.Values.Deprovisioned => "cannot sign in",
            var other => $"{other}, which may be newer than this SDK",
        };
        #endregion
        return text;
    }

    #region CustomType
    internal sealed class CustomProfile
    {
        public int CostCenter { get; set; }
    }

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(CustomProfile))]
    internal sealed partial class ProfileContext : JsonSerializerContext;
    #endregion

    #region Context
    [JsonSerializable(typeof(Okta.User), TypeInfoPropertyName = "OktaUser")]
    [JsonSerializable(typeof(Agilicus.User), TypeInfoPropertyName = "AgilicusUser")]
    internal sealed partial class UserContext : JsonSerializerContext;
    #endregion
}
