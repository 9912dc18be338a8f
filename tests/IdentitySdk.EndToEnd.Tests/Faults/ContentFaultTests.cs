using System.Net.Http.Headers;
using System.Text.Json;
using IdentitySdk.Testing;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests;

/// <summary>Users with undocumented content: no member is lost, and the outcome is defined.</summary>
public sealed class ContentFaultTests
{
    private static readonly Dictionary<string, string> s_users = [];

    private static IEnumerable<TestCaseData> Table() =>
        from fault in ContentFault.All from vendor in FaultVendor.All select new TestCaseData(fault, vendor).SetArgDisplayNames(vendor.Name, fault.Name);

    /// <summary>Gets a complete user of each vendor from its emulator.</summary>
    [OneTimeSetUp]
    public async Task OneTimeSetUp()
    {
        await using var oneLogin = await OneLoginEmulator.StartAsync(new OneLoginEmulatorOptions { UserCount = 1 });
        await using var okta = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 1 });
        await using var agilicus = await AgilicusEmulator.StartAsync(new AgilicusEmulatorOptions { UserCount = 1 });
        s_users["OneLogin"] = (await ReadAsync(oneLogin, $"api/1/users/{oneLogin.SeededUserIds.First()}", oneLogin.IssueAccessToken()))["data"]![0]!.ToString();
        s_users["Okta"] = (await ReadAsync(okta, $"api/v1/users/{okta.SeededUserIds.First()}", okta.IssueAccessToken())).ToString();
        s_users["Agilicus"] = (await ReadAsync(agilicus, $"users/{agilicus.SeededUserIds.First()}", agilicus.IssueAccessToken())).ToString();
    }

    [TestCaseSource(nameof(Table))]
    public async Task Odd_content_has_the_outcome_in_the_table(object contentFault, object faultVendor)
    {
        var (fault, vendor) = ((ContentFault)contentFault, (FaultVendor)faultVendor);
        var user = fault.Change(Parse(s_users[vendor.Name]));

        foreach (var body in vendor.Name == "OneLogin" ? [user, Enveloped(user)] : new[] { user })
        {
            Assert.That(await OutcomeAsync(vendor, user, body), Is.EqualTo(fault.Outcome));
        }
    }

    [TestCaseSource(typeof(FaultVendor), nameof(FaultVendor.All))]
    public async Task Member_of_another_type_does_not_fail_the_user(object faultVendor)
    {
        var vendor = (FaultVendor)faultVendor;
        var whole = Parse(s_users[vendor.Name]);
        var paths = whole.Descendants().OfType<JProperty>().Select(member => member.Path).ToList();
        Assert.That(paths, Has.Count.GreaterThan(15));
        foreach (var path in paths)
        {
            foreach (var value in new[] { "null", "true", "7", "-0.5", "\"odd\"", "[]", "[[null,{}]]", "{}", "{\"odd\":[1]}" })
            {
                var user = (JObject)whole.DeepClone();
                user.SelectToken(path)!.Replace(JToken.Parse(value));
                var text = user.ToString(Formatting.None);
                Assert.That(await OutcomeAsync(vendor, text, text), Is.EqualTo("value, nothing lost"), $"{path} as {value}");
            }
        }
    }

    private static async Task<string> OutcomeAsync(FaultVendor vendor, string user, string body)
    {
        using var transport = new FixedResponseHandler(body);
        var (client, get, _) = vendor.Connect(new Uri("https://vendor.example"), options => options.Transport = transport);
        using (client)
        {
            try
            {
                var value = await get();
                return AreEqual(JsonConvert.SerializeObject(value), user) ? "value, nothing lost" : "value, something lost";
            }
            catch (IdentityApiException exception)
            {
                return exception.GetType().Name;
            }
        }
    }

    private static string Enveloped(string user) => $$$"""{"status":{"error":false,"code":200,"type":"success","message":"Success"},"data":[{{{user}}}]}""";

    /// <summary>Compares with System.Text.Json, which accepts numbers of any length.</summary>
    private static bool AreEqual(string one, string other)
    {
        using var first = JsonDocument.Parse(one);
        using var second = JsonDocument.Parse(other);
        return JsonElement.DeepEquals(first.RootElement, second.RootElement);
    }

    /// <summary>Keeps dates as text, so that the comparison is exact.</summary>
    private static JObject Parse(string json)
    {
        using var reader = new JsonTextReader(new StringReader(json)) { DateParseHandling = DateParseHandling.None, FloatParseHandling = FloatParseHandling.Decimal };
        return JObject.Load(reader);
    }

    private static async Task<JObject> ReadAsync(VendorEmulator emulator, string path, string token)
    {
        using var http = new HttpClient { BaseAddress = emulator.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return Parse(await http.GetStringAsync(path));
    }

    private sealed class FixedResponseHandler(string body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") });
    }
}
