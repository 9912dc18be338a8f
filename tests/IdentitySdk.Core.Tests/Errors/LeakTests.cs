using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;
using IdentitySdk.Agilicus;
using IdentitySdk.OneLogin;
using IdentitySdk.Okta;

namespace IdentitySdk.Tests;

/// <summary>Calls with known secrets and personal data: no message, log, activity or metric may contain them.</summary>
[NonParallelizable]
public sealed class LeakTests
{
    private const string Person = "jane.doe@example.com";
    private const string Secret = "S3cr3tV4lue";
    private static readonly (int Status, string Body)[] s_responses =
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
    public async Task Messages_logs_activities_and_metrics_contain_no_secret_or_personal_data()
    {
        var texts = new List<string>();
        using var listener = ListenToActivities(texts);
        using var meter = ListenToMetrics(texts);
        foreach (var (status, body) in s_responses)
        {
            using var log = new ListLogger();
            foreach (var (client, call) in Calls(new ScriptedTransport { Fallback = (_, _) => RespondAsync(status, body) }, log))
            {
                using (client)
                {
                    texts.Add(await DescribeAsync(call));
                }
            }

            texts.AddRange(log.Events.Select(each => each.Text + string.Join(' ', each.Values.Values)));
            Assert.That(log.Events, Is.Not.Empty);
        }

        Assert.That(texts, Has.Count.GreaterThan(100), "the listeners were called");
        var basicCredential = Convert.ToBase64String(Encoding.UTF8.GetBytes("id:" + Secret));
        Assert.That(texts, Has.None.Contains("jane").And.None.Contains(Secret).And.None.Contains(basicCredential));
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
        catch (IdentityApiException exception)
        {
            return exception.ToString();
        }
    }

    private static Task<HttpResponseMessage> RespondAsync(int status, string body) => status == 0
        ? Task.FromException<HttpResponseMessage>(new HttpRequestException(HttpRequestError.InvalidResponse, body))
        : Task.FromResult(ScriptedTransport.Response(
            status, body, ("X-Okta-Request-Id", Person), ("X-Request-Id", Person), ("Location", "https://evil.example/" + Person)));

    private static ActivityListener ListenToActivities(List<string> texts)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "IdentitySdk",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => texts.Add(string.Join(
                ' ', [activity.DisplayName, activity.StatusDescription, .. activity.TagObjects, .. activity.Events.SelectMany(each => each.Tags)])),
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private static MeterListener ListenToMetrics(List<string> texts)
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
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) => texts.Add(string.Join(' ', tags.ToArray())));
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => texts.Add(string.Join(' ', tags.ToArray())));
        listener.Start();
        return listener;
    }
}
