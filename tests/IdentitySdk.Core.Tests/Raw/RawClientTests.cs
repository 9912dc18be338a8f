using System.Net;
using System.Text;
using IdentitySdk.Core;
using Newtonsoft.Json.Linq;
using Thing = IdentitySdk.Okta.UserType;

namespace IdentitySdk.Tests;

/// <summary>Raw calls: results, bodies and the pipeline behind them.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RawClientTests : IDisposable
{
    private readonly TestApi _api = new();

    private RawClient Raw => field ??= new RawClient(_api.Client, new LinkPaging { Cursor = "after", Size = "limit" });

    public void Dispose() => _api.Dispose();

    [TestCase("{\"a\":[1,null,\"2026-01-02T03:04:05Z\",1.10]}")]
    [TestCase("[]")]
    [TestCase("\"text\"")]
    [TestCase("null")]
    public async Task JToken_is_the_whole_body(string body)
    {
        _api.Transport.Respond(200, body);
        Assert.That((await GetAsync()).ToString(Newtonsoft.Json.Formatting.None), Is.EqualTo(body));
    }

    [TestCase(204, "")]
    [TestCase(200, " \r\n")]
    [TestCase(202, "")]
    public async Task Empty_success_is_a_JSON_null(int status, string body)
    {
        _api.Transport.Respond(status, body);
        Assert.That((await GetAsync()).Type, Is.EqualTo(JTokenType.Null));
    }

    [TestCase("<html><body>Sign in</body></html>")]
    [TestCase("OK")]
    [TestCase("{} {}")]
    [TestCase("{\"half\":")]
    public async Task Body_that_is_not_JSON_throws_for_JToken_and_model_but_not_for_bytes(string body)
    {
        _api.Transport.Respond(200, body).Respond(200, body).Respond(200, body);

        await Assert.ThrowsAsync<InvalidResponseException>(() => GetAsync());
        await Assert.ThrowsAsync<InvalidResponseException>(() => Raw.SendAsync<Thing>(HttpMethod.Get, "/things"));
        Assert.That(await Raw.SendForBytesAsync(HttpMethod.Get, "/things"), Is.EqualTo(Encoding.UTF8.GetBytes(body)));
    }

    [Test]
    public async Task Bytes_are_neither_decoded_nor_stripped()
    {
        byte[] image = [0xEF, 0xBB, 0xBF, 0xFF, 0x00, 0x80];
        _api.Transport.Respond(() => new HttpResponseMessage { Content = new ByteArrayContent(image) });
        Assert.That(await Raw.SendForBytesAsync(HttpMethod.Get, "/logo"), Is.EqualTo(image));
    }

    [Test]
    public async Task Model_is_read_without_a_loss_and_must_be_an_object()
    {
        _api.Transport.Respond(200, "{\"name\":\"a\",\"extra\":1}").Respond(200, "[]").Respond(204);

        var thing = await Raw.SendAsync<Thing>(HttpMethod.Get, "/things");
        Assert.That((thing.Name, (int)thing.AdditionalData["extra"]!), Is.EqualTo(("a", 1)));
        await Assert.ThrowsAsync<InvalidResponseException>(() => Raw.SendAsync<Thing>(HttpMethod.Get, "/things"));
        await Assert.ThrowsAsync<InvalidResponseException>(() => Raw.SendAsync<Thing>(HttpMethod.Get, "/things"));
    }

    [Test]
    public async Task Function_of_the_caller_reads_any_type()
    {
        _api.Transport.Respond(200, "{\"size\":7}").Respond(204);

        Assert.That(await Raw.SendAsync(HttpMethod.Get, "/t", static json => System.Text.Json.JsonDocument.Parse(json.ToArray()).RootElement.GetProperty("size").GetInt32()), Is.EqualTo(7));
        Assert.That(await Raw.SendAsync<string?>(HttpMethod.Get, "/t", static json => json.IsEmpty ? null : "x"), Is.Null);
    }

    [Test]
    public async Task Function_gets_a_document_without_its_byte_order_mark()
    {
        _api.Transport.Respond(() => new HttpResponseMessage { Content = new ByteArrayContent([0xEF, 0xBB, 0xBF, (byte)'7']) });
        Assert.That(await Raw.SendAsync(HttpMethod.Get, "/t", static json => System.Text.Json.JsonSerializer.Deserialize<int>(json)), Is.EqualTo(7));
    }

    [Test]
    public async Task Number_of_buckets_for_ids_in_paths_is_limited()
    {
        _api.Vendor.Buckets = static operation => operation;
        _api.Transport.Fallback = static (_, _) => Task.FromResult(ScriptedTransport.Response(204, "", ("X-Limit", "1000/900/60")));
        for (var id = 0; id < 1100; id++)
        {
            await Raw.SendAsync(HttpMethod.Get, $"/t/{id}");
        }

        Assert.That(_api.Client.RateLimits.Snapshot(), Has.Count.EqualTo(1001).And.ContainKey("other").And.ContainKey("GET /t/7"));
    }

    [Test]
    public async Task Only_JsonExceptions_of_the_function_become_InvalidResponseExceptions()
    {
        _api.Transport.Respond(200, "<html>").Respond(200, "<html>").Respond(200, "x");

        var exception = await Assert.ThrowsAsync<InvalidResponseException>(() => Raw.SendAsync(HttpMethod.Post, "/t", static json => System.Text.Json.JsonSerializer.Deserialize<int>(json)));
        Assert.That((exception!.StatusCode, exception.IsOutcomeUnknown, exception.RawBody), Is.EqualTo((200, true, "<html>")));
        await Assert.ThrowsAsync<InvalidResponseException>(() => Raw.SendAsync(HttpMethod.Get, "/t", static json => Newtonsoft.Json.JsonConvert.DeserializeObject<int>(Encoding.UTF8.GetString(json))));
        var other = new NotSupportedException("mine");
        Assert.That(await Assert.ThrowsAsync<NotSupportedException>(() => Raw.SendAsync<int>(HttpMethod.Get, "/t", _ => throw other)), Is.SameAs(other));
    }

    [Test]
    public async Task Body_larger_than_the_limit_is_an_error_for_every_result()
    {
        _api.Options.MaxResponseBytes = 1024;
        _api.Transport.Fallback = (_, _) => Task.FromResult(ScriptedTransport.Response(200, new string(' ', 2000) + "1"));

        await Assert.ThrowsAsync<InvalidResponseException>(() => GetAsync());
        await Assert.ThrowsAsync<InvalidResponseException>(() => Raw.SendAsync<Thing>(HttpMethod.Get, "/t"));
        await Assert.ThrowsAsync<InvalidResponseException>(() => Raw.SendForBytesAsync(HttpMethod.Get, "/t"));
        await Assert.ThrowsAsync<InvalidResponseException>(() => _api.Client.SendAsync(new ApiRequest("GET", "/t"), null, CancellationToken.None));
    }

    [TestCaseSource(nameof(Bodies))]
    public async Task Body_is_sent_unchanged(RawBody body, string? type, string text)
    {
        var (sentType, sentText) = ("", "");
        _api.Transport.Fallback = async (message, token) =>
        {
            (sentType, sentText) = (message.Content!.Headers.ContentType?.ToString() ?? "", await message.Content.ReadAsStringAsync(token));
            return ScriptedTransport.Response(204);
        };
        foreach (var method in new[] { "POST", "PUT", "PATCH", "DELETE", "patch", "SEARCH" })
        {
            await Raw.SendAsync(new HttpMethod(method), "/t", new RawRequest { Body = body });
            Assert.That((sentType, sentText), Is.EqualTo((type ?? "", text)));
        }
    }

    [Test]
    public async Task Body_is_written_when_the_call_begins_and_each_retry_sends_it_again()
    {
        var texts = new List<string>();
        _api.Options.Retry.BaseDelay = TimeSpan.Zero;
        _api.Transport.Fallback = async (message, token) =>
        {
            texts.Add(await message.Content!.ReadAsStringAsync(token));
            return ScriptedTransport.Response(texts.Count == 1 ? 503 : 204);
        };
        var body = new JObject { ["a"] = 1 };
        var call = Raw.SendAsync(HttpMethod.Put, "/t", new RawRequest { Body = body });
        body["a"] = 2;
        await call;

        Assert.That(texts, Is.EqualTo(new[] { "{\"a\":1}", "{\"a\":1}" }));
    }

    [TestCase("get", 2)]
    [TestCase("HEAD", 2)]
    [TestCase("options", 2)]
    [TestCase("put", 2)]
    [TestCase("DELETE", 2)]
    [TestCase("POST", 1)]
    [TestCase("patch", 1)]
    [TestCase("Post", 1)]
    [TestCase("SEARCH", 1)]
    public async Task Verb_decides_about_retries_whatever_its_case(string method, int attempts)
    {
        _api.Options.Retry.MaxRetries = 1;
        _api.Options.Retry.BaseDelay = TimeSpan.Zero;
        _api.Transport.Fallback = static (_, _) => Task.FromResult(ScriptedTransport.Response(503));

        await Assert.ThrowsAsync<ServerException>(() => Raw.SendAsync(new HttpMethod(method), "/t"));

        Assert.That(_api.Transport.Sent, Has.Count.EqualTo(attempts));
        Assert.That(_api.Transport.Sent.Select(sent => sent.Method), Is.All.EqualTo(method.ToUpperInvariant()));
    }

    [Test]
    public async Task Per_call_options_are_applied()
    {
        _api.Transport.Respond(503).Respond(200, "1");
        var capture = new ResponseCapture();
        var request = new RawRequest
        {
            Query = { { "a", "1" }, { "a", "é" } },
            RequestOptions = new RequestOptions { Headers = { ["Accept"] = "text/csv" }, Query = { ["b"] = "2" }, Capture = capture, Retry = new RetryOptions { MaxRetries = 0 } },
        };

        await Assert.ThrowsAsync<ServerException>(() => Raw.SendAsync(HttpMethod.Get, "/t", request));

        Assert.That(_api.Transport.Sent.Single().Address.Query, Is.EqualTo("?a=1&a=%C3%A9&b=2"));
        Assert.That(_api.Transport.Sent.Single().Headers["Accept"], Is.EqualTo("text/csv"));
        Assert.That(capture.Response?.StatusCode, Is.EqualTo(503));
    }

    [Test]
    public async Task Cancelled_call_throws_the_callers_cancellation()
    {
        using var cancellation = new CancellationTokenSource();
        _api.Transport.Hang();
        var call = Raw.SendAsync(HttpMethod.Get, "/t", cancellationToken: cancellation.Token);
        await cancellation.CancelAsync();

        Assert.That((await Assert.CatchAsync<OperationCanceledException>(() => call))!.CancellationToken, Is.EqualTo(cancellation.Token));
    }

    [Test]
    public async Task Concurrent_calls_of_one_request_do_not_mix()
    {
        _api.Transport.Fallback = static (message, _) => Task.FromResult(ScriptedTransport.Response(200, $"\"{message.RequestUri!.AbsolutePath}\""));
        var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(async number =>
            (string?)await Raw.SendAsync(HttpMethod.Get, "/t/{id}", new RawRequest { Path = { ["id"] = $"{number}" } }) == $"/t/{number}"));

        Assert.That(results, Is.All.True);
    }

    private static IEnumerable<TestCaseData> Bodies()
    {
        yield return new TestCaseData((RawBody)new JObject { ["a"] = 1 }, "application/json", "{\"a\":1}").SetArgDisplayNames("JObject");
        yield return new TestCaseData((RawBody)new JArray(1, "é"), "application/json", "[1,\"é\"]").SetArgDisplayNames("JArray");
        yield return new TestCaseData((RawBody)JValue.CreateNull(), "application/json", "null").SetArgDisplayNames("JSON null");
        yield return new TestCaseData((RawBody)new Thing { Name = "a" }, "application/json", "{\"name\":\"a\"}").SetArgDisplayNames("model");
        yield return new TestCaseData(RawBody.Form([new("a b", "1&"), new("a b", "")]), "application/x-www-form-urlencoded", "a+b=1%26&a+b=").SetArgDisplayNames("form");
        yield return new TestCaseData(RawBody.Bytes(Encoding.UTF8.GetBytes("<a/>"), "application/xml; charset=utf-8"), "application/xml; charset=utf-8", "<a/>").SetArgDisplayNames("bytes");
        yield return new TestCaseData(RawBody.Bytes([], "image/png"), "image/png", "").SetArgDisplayNames("no bytes");
    }

    private Task<JToken> GetAsync() => Raw.SendAsync(HttpMethod.Get, "/things");
}
