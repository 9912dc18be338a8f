using System.Diagnostics;
using System.Reflection;
using System.Text;
using IdentitySdk.Agilicus;
using IdentitySdk.Core;
using IdentitySdk.Okta;
using IdentitySdk.OneLogin;

namespace IdentitySdk.Tests;

/// <summary>Text and debugger views of objects, which contain no secret and no personal data.</summary>
public sealed class DisplayLeakTests
{
    private const string Person = "jane.doe@example.com";
    private const string Secret = "S3cr3tV4lue";
    private static readonly Uri s_address = new("https://vendor.example");

    [Test]
    public void ToString_and_DebuggerDisplay_show_no_data()
    {
        object[] all =
        [
            new ApiError { Message = Person, RawBody = Secret },
            new FailureDetails("Test", "GET /x") { Error = new ApiError { Message = Person, RawBody = Secret } },
            new PageContent<string>([Person], Person),
            new ApiRequest("GET", "/{id}").Path("id", Person).Query("q", Person),
            new PagedRequest<string>(new ApiRequest("GET", "/{id}").Path("id", Person), new LinkPaging(), (ref ModelReader _) => []),
            OktaCredential.ApiToken(Secret),
            OneLoginCredential.Client("id", Secret),
            AgilicusCredential.AccessToken(Secret),
            new AccessToken(Secret),
            new Okta.User { Id = "1", Profile = new Okta.UserProfile { Email = Person, Login = Person } },
            new OneLogin.User { Id = 1, Email = Person },
            new Agilicus.User { Email = Person },
            new ApiResponse(ScriptedTransport.Response(200, "", ("Link", Person)), Person, null),
        ];
        Assert.That(all.Select(each => each.ToString()), Has.None.Contains("jane").And.None.Contains(Secret));
        foreach (var display in all.SelectMany(each => each.GetType().GetCustomAttributes<DebuggerDisplayAttribute>(inherit: true)))
        {
            Assert.That(display.Value, Does.Not.Contain("{Value").And.Not.Contain("{Message").And.Not.Contain("{RawBody"));
        }
    }

    private static IEnumerable<TestCaseData> SecretHolders()
    {
        yield return Named("Okta's API token", () => Okta(OktaCredential.ApiToken(Secret)));
        yield return Named("OneLogin's client secret", () => OneLogin(OneLoginCredential.Client("id", Secret)));
        yield return Named("OneLogin's other header", () => OneLogin(OneLoginCredential.Client("id", Secret, OneLoginHeaderStyle.ClientIdAndSecret)));
        yield return Named("Agilicus' access token", () => Agilicus(AgilicusCredential.AccessToken(Secret)));
        yield return Named("an access token", () => new AccessToken(Secret));
        yield return Named("a cache", () =>
        {
            var cache = new MemoryTokenCache();
            _ = cache.SetAsync("key", new AccessToken(Secret), new TokenLease(1, TimeSpan.FromSeconds(1)), CancellationToken.None);
            return cache;
        });

        static OktaClient Okta(OktaCredential credential) => new(new OktaClientOptions { BaseAddress = s_address, Credential = credential });

        static OneLoginClient OneLogin(OneLoginCredential credential) => new(new OneLoginClientOptions { BaseAddress = s_address, Credential = credential });

        static AgilicusClient Agilicus(AgilicusCredential credential) => new(new AgilicusClientOptions { BaseAddress = s_address, Credential = credential });

        static TestCaseData Named(string name, Func<object> create) => new TestCaseData(create).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(SecretHolders))]
    public void Debugger_view_shows_no_secret_at_any_depth(Func<object> create)
    {
        var holder = create();
        using var client = holder as IDisposable;
        var lines = new List<string>();
        Collect(holder, lines, new HashSet<object>(ReferenceEqualityComparer.Instance));
        Assert.That(lines, Is.Not.Empty);
        Assert.That(lines, Has.None.Contains(Secret).And.None.Contains(Convert.ToBase64String(Encoding.UTF8.GetBytes("id:" + Secret))));
    }

    /// <summary>Collects what a debugger shows of an object and of all objects of SDK types that it references.</summary>
    private static void Collect(object holder, List<string> lines, HashSet<object> seen)
    {
        lines.Add($"{holder.GetType().Name}: {holder}");
        if (!holder.GetType().Assembly.GetName().Name!.StartsWith("IdentitySdk", StringComparison.Ordinal) || holder is Enum || !seen.Add(holder))
        {
            return;
        }

        const BindingFlags Members = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        for (var type = holder.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            var fields = type.GetFields(Members).Where(field => IsShown(field) && !field.Name.Contains("k__BackingField"));
            var properties = type.GetProperties(Members).Where(property => IsShown(property) && property.CanRead && property.GetIndexParameters().Length == 0);
            var values = fields.Select(field => field.GetValue(holder)).Concat(properties.Select(property => property.GetValue(holder)));
            foreach (var value in values.OfType<object>().ToList())
            {
                Collect(value, lines, seen);
            }
        }

        static bool IsShown(MemberInfo member) => member.GetCustomAttribute<DebuggerBrowsableAttribute>() is not { State: DebuggerBrowsableState.Never };
    }
}
