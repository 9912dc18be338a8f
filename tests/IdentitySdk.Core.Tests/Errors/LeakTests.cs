using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;
using IdentitySdk.Agilicus;
using IdentitySdk.Core;
using IdentitySdk.OneLogin;
using IdentitySdk.Okta;

namespace IdentitySdk.Tests;

/// <summary>Known secrets and personal data go through everything; what comes out in words must hold none of them.</summary>
[NonParallelizable]
public sealed class LeakTests
{
    private const string Person = "jane.doe@example.com";
    private const string Secret = "S3cr3tV4lue";
    private static readonly Uri s_address = new("https://vendor.example");

    private static readonly (int Status, string Body)[] s_answers =
    [
        (200, "{\"id\":7,\"profile\":{\"email\":\"" + Person + "\"},\"password\":\"" + Secret + "\"}"),
        (200, "<html>" + Person + "</html>"),
        (200, "{\"id\":{\"" + Person + "\":1}}"),
        (200, "{\"id\":\"" + Person),
        (400, "{\"errorCode\":\"" + Person + "\",\"errorSummary\":\"" + Person + "\",\"errorCauses\":[{\"errorSummary\":\"" + Secret + "\"}]}"),
        (400, "{\"status\":{\"error\":true,\"code\":400,\"type\":\"" + Person + "\",\"message\":\"" + Secret + "\"}}"),
        (404, "{\"error_message\":\"" + Person + "\",\"error_code\":\"" + Person + "\"}"),
        (401, ""), (403, Person), (409, Person), (429, Person), (500, Person), (302, ""),
        (0, "Received an invalid header line: '" + Person + "'."),
    ];

    [Test]
    public async Task Nothing_known_appears_in_messages_logs_activities_or_metrics()
    {
        var words = new List<string>();
        using var listener = Listen(words);
        using var meter = Measure(words);
        foreach (var (status, body) in s_answers)
        {
            using var log = new ListLogger();
            foreach (var (client, call) in Calls(new ScriptedTransport { Otherwise = (_, _) => Answer(status, body) }, log))
            {
                using (client)
                {
                    words.Add(await DescribeAsync(call));
                }
            }

            words.AddRange(log.Events.Select(each => each.Text + string.Join(' ', each.Values.Values)));
            Assert.That(log.Events, Is.Not.Empty);
        }

        Assert.That(words, Has.Count.GreaterThan(100), "the listeners heard something");
        Assert.That(words, Has.None.Contains("jane").And.None.Contains(Secret).And.None.Contains(Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes("id:" + Secret))));
    }

    [Test]
    public void Nothing_that_holds_data_shows_it_as_text()
    {
        object[] all =
        [
            new ApiError { Message = Person, RawBody = Secret },
            new FailureDetails("Test", "GET /x") { Error = new ApiError { Message = Person, RawBody = Secret } },
            new PageContent<string>([Person], Person),
            new ApiRequest("GET", "/{id}").Path("id", Person).Query("q", Person),
            new PagedRequest<string>(new ApiRequest("GET", "/{id}").Path("id", Person), new LinkPaging(), (ref ModelReader _) => []),
            OktaCredential.ApiToken(Secret), OneLoginCredential.Client("id", Secret), AgilicusCredential.AccessToken(Secret), new AccessToken(Secret),
            new Okta.User { Id = "1", Profile = new Okta.UserProfile { Email = Person, Login = Person } }, new OneLogin.User { Id = 1, Email = Person }, new Agilicus.User { Email = Person },
            new ApiResponse(ScriptedTransport.Response(200, "", ("Link", Person)), Person, null),
        ];
        Assert.That(all.Select(each => each.ToString()), Has.None.Contains("jane").And.None.Contains(Secret));
        foreach (var display in all.SelectMany(each => each.GetType().GetCustomAttributes(typeof(DebuggerDisplayAttribute), true)).Cast<DebuggerDisplayAttribute>())
        {
            Assert.That(display.Value, Does.Not.Contain("{Value").And.Not.Contain("{Message").And.Not.Contain("{RawBody"));
        }
    }

    private static IEnumerable<TestCaseData> Holders()
    {
        yield return Named("Okta's API token", () => new OktaClient(new OktaClientOptions { BaseAddress = s_address, Credential = OktaCredential.ApiToken(Secret) }));
        yield return Named("OneLogin's pair", () => new OneLoginClient(new OneLoginClientOptions { BaseAddress = s_address, Credential = OneLoginCredential.Client("id", Secret) }));
        yield return Named("OneLogin's other header", () => new OneLoginClient(
            new OneLoginClientOptions { BaseAddress = s_address, Credential = OneLoginCredential.Client("id", Secret, OneLoginHeaderStyle.ClientIdAndSecret) }));
        yield return Named("Agilicus' access token", () => new AgilicusClient(new AgilicusClientOptions { BaseAddress = s_address, Credential = AgilicusCredential.AccessToken(Secret) }));
        yield return Named("an access token", () => new AccessToken(Secret));
        yield return Named("a cache", () =>
        {
            var cache = new MemoryTokenCache();
            _ = cache.SetAsync("key", new AccessToken(Secret), new TokenLease(1, TimeSpan.FromSeconds(1)), CancellationToken.None);
            return cache;
        });

        static TestCaseData Named(string name, Func<object> create) => new TestCaseData(create).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Holders))]
    public void No_secret_is_in_a_debugger_view_however_far_it_is_opened(Func<object> create)
    {
        var holder = create();
        using var client = holder as IDisposable;
        var lines = new List<string>();
        Open(holder, lines, new HashSet<object>(ReferenceEqualityComparer.Instance));
        Assert.That(lines, Is.Not.Empty);
        Assert.That(lines, Has.None.Contains(Secret).And.None.Contains(Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes("id:" + Secret))));
    }

    /// <summary>Notes what a debugger shows of an object and of all that hangs on it in types of the SDK.</summary>
    private static void Open(object holder, List<string> lines, HashSet<object> seen)
    {
        lines.Add($"{holder.GetType().Name}: {holder}");
        if (!holder.GetType().Assembly.GetName().Name!.StartsWith("IdentitySdk", StringComparison.Ordinal) || holder is Enum || !seen.Add(holder))
        {
            return;
        }

        const BindingFlags Members = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        for (var type = holder.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            var fields = type.GetFields(Members).Where(field => IsShown(field) && !field.Name.Contains("k__BackingField")).Select(field => field.GetValue(holder));
            var properties = type.GetProperties(Members).Where(property => IsShown(property) && property.CanRead && property.GetIndexParameters().Length == 0).Select(property => property.GetValue(holder));
            foreach (var value in fields.Concat(properties).OfType<object>().ToList())
            {
                Open(value, lines, seen);
            }
        }

        static bool IsShown(MemberInfo member) => member.GetCustomAttribute<DebuggerBrowsableAttribute>() is not { State: DebuggerBrowsableState.Never };
    }

    private static IEnumerable<(IDisposable Client, Func<Task> Call)> Calls(ScriptedTransport transport, ListLogger log)
    {
        T With<T>(T options)
            where T : IdentityClientOptions
        {
            (options.BaseAddress, options.Transport, options.LoggerFactory) = (new Uri("https://vendor.example"), transport, log);
            options.Retry = new RetryOptions { MaxRetries = 1, BaseDelay = TimeSpan.Zero };
            return options;
        }

        var okta = new OktaClient(With(new OktaClientOptions { Credential = OktaCredential.ApiToken(Secret) }));
        yield return (okta, () => okta.Users.GetAsync(Person));
        var search = new OktaClient(With(new OktaClientOptions { Credential = OktaCredential.ApiToken(Secret) }));
        yield return (search, () => search.Users.ListAsync(new Okta.ListUsersOptions { Search = Person }));
        var onelogin = new OneLoginClient(With(new OneLoginClientOptions { Credential = OneLoginCredential.Client("id", Secret) }));
        yield return (onelogin, () => onelogin.Users.GetAsync(1));
        var agilicus = new AgilicusClient(With(new AgilicusClientOptions { Credential = AgilicusCredential.AccessToken(Secret) }));
        yield return (agilicus, () => agilicus.Users.CreateAsync(new Agilicus.User { Email = Person }));
    }

    private static async Task<string> DescribeAsync(Func<Task> call)
    {
        try
        {
            await call();
            return "";
        }
        catch (IdentityApiException fault)
        {
            return fault.ToString();
        }
    }

    private static Task<HttpResponseMessage> Answer(int status, string body) => status == 0
        ? Task.FromException<HttpResponseMessage>(new HttpRequestException(HttpRequestError.InvalidResponse, body))
        : Task.FromResult(ScriptedTransport.Response(status, body, ("X-Okta-Request-Id", Person), ("X-Request-Id", Person), ("Location", "https://evil.example/" + Person)));

    private static ActivityListener Listen(List<string> words)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "IdentitySdk",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => words.Add(string.Join(' ', [activity.DisplayName, activity.StatusDescription, .. activity.TagObjects, .. activity.Events.SelectMany(each => each.Tags)])),
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private static MeterListener Measure(List<string> words)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, each) =>
            {
                if (instrument.Meter.Name == "IdentitySdk")
                {
                    each.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) => words.Add(string.Join(' ', tags.ToArray())));
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => words.Add(string.Join(' ', tags.ToArray())));
        listener.Start();
        return listener;
    }
}
