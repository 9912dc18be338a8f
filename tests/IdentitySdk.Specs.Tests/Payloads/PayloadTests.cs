using System.Globalization;
using System.Net;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RichardSzalay.MockHttp;

namespace IdentitySdk.Tests;

/// <summary>Payloads of vendors are read by the real operations and written without loss.</summary>
internal sealed class PayloadTests
{
    private static IEnumerable<Payload> Successes =>
        Payload.Own.Concat(Payload.Shared).Where(payload => payload.Status is < 300 && !payload.Name.Contains("error.", StringComparison.Ordinal));

    private static IEnumerable<TestCaseData> SuccessCases => Cases(Successes);

    private static IEnumerable<TestCaseData> Errors =>
        Cases(Payload.Own.Concat(Payload.Shared).Where(payload => payload.Status is >= 300 || payload.Name.Contains("error.", StringComparison.Ordinal)));

    private static IEnumerable<TestCaseData> Requests => Cases(Payload.Own.Concat(Payload.Shared).Where(payload => payload.Status is null));

    [TestCaseSource(nameof(SuccessCases))]
    public async Task Success_is_read_and_written_without_loss(Payload payload)
    {
        var result = await CallAsync(payload);

        var expected = payload.Body.Length > 0 ? SampleResponse.Result(payload.Operation, SentRequest.Parse(payload.Body)) : null;
        var items = payload.Operation.Paging is null ? result : result!.GetType().GetProperty("Items")!.GetValue(result);
        var written = items is null ? null : SentRequest.Parse(JsonConvert.SerializeObject(items));
        var dates = Dates(payload.Operation.Specification);
        Assert.That(Written(written, dates), Is.EqualTo(Written(expected, dates)));
    }

    [TestCaseSource(nameof(Errors))]
    public async Task Error_throws_with_the_vendor_s_details(Payload payload)
    {
        var thrown = (await Assert.CatchAsync<IdentityApiException>(() => CallAsync(payload)))!;

        Assert.That(thrown.StatusCode, Is.EqualTo(payload.Status));
        Assert.That(thrown.RawBody, Is.EqualTo(payload.Body));
        Assert.That(thrown, Is.Not.InstanceOf<InvalidResponseException>());
        if (payload.Body.StartsWith('{') && !payload.Name.Contains("existing-object", StringComparison.Ordinal))
        {
            Assert.That(thrown.VendorMessage, Is.Not.Null.And.Not.Empty);
        }
    }

    [TestCaseSource(nameof(Requests))]
    public async Task Request_is_sent_without_loss(Payload payload)
    {
        var method = Sdk.Find(payload.Operation)!;
        var arguments = new Samples(payload.Operation.Specification, all: false).Arguments(payload.Operation, method);
        Samples.SetBody(arguments, method, type => JsonConvert.DeserializeObject(payload.Body, type)!);
        string? sent = null;
        using var server = new MockHttpMessageHandler();
        server.When("*").Respond(async message =>
        {
            sent = await message.Content!.ReadAsStringAsync();
            return new HttpResponseMessage { Content = new StringContent(SampleResponse.Smallest(payload.Operation)) };
        });
        using var sdk = new Sdk(payload.Operation.Specification.Vendor, server);

        await sdk.CallAsync(payload.Operation, arguments);

        var dates = Dates(payload.Operation.Specification);
        Assert.That(Written(SentRequest.Parse(sent!), dates), Is.EqualTo(Written(SentRequest.Parse(payload.Body), dates)));
    }

    [TestCaseSource(typeof(Specification), nameof(Specification.AllOperations))]
    public void Result_has_a_payload(Operation operation)
    {
        if (operation.ResultSchema is not null)
        {
            Assert.That(Payload.Own.Select(payload => payload.Operation), Does.Contain(operation), $"Add Payloads/{operation.Specification.Vendor}/{operation.Id}.json.");
        }
    }

    [TestCaseSource(typeof(Specification), nameof(Specification.All))]
    public void Member_of_a_response_is_in_a_payload_with_its_type(Specification specification)
    {
        var seen = new HashSet<string>();
        foreach (var payload in Successes.Where(payload => payload.Operation.Specification == specification && payload.Body.Length > 0))
        {
            PayloadMembers.Collect(payload.Operation, SentRequest.Parse(payload.Body), seen);
        }

        Rule.Check(PayloadMembers.Of(specification), member => seen.Contains(member) ? [] : ["is in no payload, or never with its type"]);
    }

    [Test]
    public void Shared_payload_is_in_a_test()
    {
        if (SharedPayloads.Missing is { } reason)
        {
            Assert.Ignore(reason);
        }

        var tested = Payload.Shared.Select(payload => payload.Name).Concat(TokenPayloadTests.Rows.Select(row => row.File));
        Assert.That(tested, Is.EquivalentTo(SharedPayloads.Files.Select(file => Path.GetRelativePath(SharedPayloads.Folder, file).Replace('\\', '/'))));
    }

    private static IEnumerable<TestCaseData> Cases(IEnumerable<Payload> payloads) => SharedPayloads.WithSkipped(payloads.Select(payload => new TestCaseData(payload)));

    /// <summary>Calls the operation of a payload, which is its response.</summary>
    private static async Task<object?> CallAsync(Payload payload)
    {
        var requests = 0;
        using var server = new MockHttpMessageHandler();
        server.When("*").Respond(_ =>
        {
            requests++;
            return new HttpResponseMessage((HttpStatusCode)payload.Status!) { Content = new StringContent(payload.Body, Encoding.UTF8, "application/json") };
        });
        using var sdk = new Sdk(payload.Operation.Specification.Vendor, server);
        var result = await sdk.CallAsync(payload.Operation, new Samples(payload.Operation.Specification, all: false).Arguments(payload.Operation, Sdk.Find(payload.Operation)!));
        Assert.That(requests, Is.EqualTo(1));
        return result;
    }

    /// <summary>Formats a tree with sorted members and dates in one form, because models have the instant, not its digits.</summary>
    private static string Written(JToken? tree, ISet<string> dates, string member = "") => tree switch
    {
        null => "nothing",
        JObject members => "{" + string.Join(",\n", members.Properties().OrderBy(one => one.Name, StringComparer.Ordinal).Select(one => $"{one.Name}: {Written(one.Value, dates, one.Name)}")) + "}",
        JArray items => "[" + string.Join(",\n", items.Select(item => Written(item, dates))) + "]",
        JValue { Value: string text } when dates.Contains(member)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var instant) => instant.UtcDateTime.ToString("O"),
        _ => tree.ToString(Formatting.None),
    };

    /// <summary>The members that the specification calls dates.</summary>
    private static HashSet<string> Dates(Specification specification) =>
        [.. from schema in specification.Schemas
            from member in ((JObject?)schema.Value["properties"])?.Properties() ?? []
            where (string?)member.Value["format"] == "date-time"
            select member.Name];
}
