using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>Paths and values of raw calls: the address of a request, and what is refused before anything is sent.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RawPathTests : IDisposable
{
    private readonly TestApi _api = new();

    private RawClient Raw => field ??= new RawClient(_api.Client, new LinkPaging { Cursor = "after" });

    public void Dispose() => _api.Dispose();

    [TestCase("a b/c?d#e", "/groups/a%20b%2Fc%3Fd%23e/users")]
    [TestCase("../admin", "/groups/..%2Fadmin/users")]
    [TestCase("%2e%2e", "/groups/%252e%252e/users")]
    [TestCase("{other}", "/groups/%7Bother%7D/users")]
    [TestCase("é+&", "/groups/%C3%A9%2B%26/users")]
    [TestCase("https://evil.example", "/groups/https%3A%2F%2Fevil.example/users")]
    public async Task Value_is_one_escaped_segment(string value, string path)
    {
        _api.Transport.Respond(204);
        await Raw.SendAsync(HttpMethod.Get, "/groups/{id}/users", new RawRequest { Path = { ["id"] = value } });

        Assert.That(_api.Transport.Sent[0].Address.AbsoluteUri, Is.EqualTo("https://vendor.example" + path));
    }

    [Test]
    public async Task Value_that_contains_a_name_is_not_replaced_again()
    {
        _api.Transport.Respond(204);
        await Raw.SendAsync(HttpMethod.Get, "/{a}/{b}/{a}.json", new RawRequest { Path = { ["b"] = "{a}", ["a"] = "{b}" } });

        Assert.That(_api.Transport.Sent[0].Address.AbsolutePath, Is.EqualTo("/%7Bb%7D/%7Ba%7D/%7Bb%7D.json"));
    }

    [Test]
    public async Task Path_prefix_of_the_base_address_is_preserved()
    {
        _api.Options.BaseAddress = new Uri("https://gateway.example/tenant-a/");
        _api.Transport.Respond(204).Respond(204);
        await Raw.SendAsync(HttpMethod.Get, "/v1/groups/");
        await Raw.SendAsync(HttpMethod.Get, "/");

        Assert.That(_api.Transport.Sent.Select(sent => sent.Address.AbsoluteUri), Is.EqualTo(new[] { "https://gateway.example/tenant-a/v1/groups/", "https://gateway.example/tenant-a/" }));
    }

    [TestCase("")]
    [TestCase("groups")]
    [TestCase(" /groups")]
    [TestCase("https://evil.example/groups")]
    [TestCase("//evil.example/groups")]
    [TestCase("/\\evil.example/groups")]
    [TestCase("/groups//users")]
    [TestCase("/groups/../users")]
    [TestCase("/groups/./users")]
    [TestCase("/groups/..")]
    [TestCase("/..")]
    [TestCase("/groups/%2e%2e/users")]
    [TestCase("/groups/a%2Fb")]
    [TestCase("/groups?q=a")]
    [TestCase("/groups#a")]
    [TestCase("/groups/a b")]
    [TestCase("/groups/é")]
    [TestCase("/groups/a\r\nHost: evil.example")]
    [TestCase("/groups/\0")]
    [TestCase("/groups/{id")]
    [TestCase("/groups/id}")]
    [TestCase("/groups/{}")]
    [TestCase("/groups/{{id}}")]
    [TestCase("/groups/{i d}")]
    [TestCase("/groups/{i/d}")]
    public async Task Invalid_path_template_is_refused(string path)
    {
        var request = new RawRequest();
        if (path.Contains("{id"))
        {
            request.Path["id"] = "x";
        }

        foreach (var call in Calls(path, request))
        {
            Assert.That(await CatchAsync(call), Is.InstanceOf<ArgumentException>());
        }

        Assert.That(_api.Transport.Sent, Is.Empty);
    }

    [TestCase("")]
    [TestCase(".")]
    [TestCase("..")]
    [TestCase("a\0b")]
    [TestCase("a\nb")]
    [TestCase(null)]
    public async Task Value_that_is_not_a_segment_is_refused(string? value)
    {
        foreach (var call in Calls("/groups/{id}", new RawRequest { Path = { ["id"] = value! } }))
        {
            Assert.That((await CatchAsync(call) as ArgumentException)?.ParamName, Is.EqualTo("Path[\"id\"]"));
        }

        Assert.That(_api.Transport.Sent, Is.Empty);
    }

    [TestCase("/groups/{id}", "{id}")]
    [TestCase("/groups/{id}/users/{userId}", "{userId}", "id")]
    [TestCase("/groups", "{id}", "id")]
    [TestCase("/groups/{id}", "{ID}", "id", "ID")]
    public async Task Exception_names_a_missing_or_unused_value(string path, string name, params string[] values)
    {
        var request = new RawRequest();
        foreach (var value in values)
        {
            request.Path[value] = "x";
        }

        foreach (var call in Calls(path, request))
        {
            Assert.That(await CatchAsync(call), Is.InstanceOf<ArgumentException>().With.Message.Contains($"'{name}'"));
        }

        Assert.That(_api.Transport.Sent, Is.Empty);
    }

    [TestCase("GET")]
    [TestCase("head")]
    public void Body_of_GET_or_HEAD_is_refused(string method) => Assert.That(
        () => Raw.SendAsync(new HttpMethod(method), "/t", new RawRequest { Body = new Newtonsoft.Json.Linq.JObject() }), Throws.ArgumentException.With.Message.Contains("no body"));

    [TestCase("GET")]
    [TestCase("POST")]
    public async Task Media_type_without_a_body_is_sent_with_any_verb(string method)
    {
        const string hint = "application/json; okta-response=\"omitCredentials\"";
        (string? Type, long? Length) sent = default;
        _api.Transport.Fallback = (message, _) =>
        {
            sent = (message.Content?.Headers.NonValidated["Content-Type"].ToString(), message.Content?.Headers.ContentLength);
            return Task.FromResult(ScriptedTransport.Response(204));
        };
        await Raw.SendAsync(new HttpMethod(method), "/t", new RawRequest { Body = RawBody.Bytes([], hint) });

        Assert.That(sent, Is.EqualTo((hint, 0L)));
    }

    [Test]
    public void Bytes_of_GET_are_refused() => Assert.That(
        () => Raw.SendAsync(HttpMethod.Get, "/t", new RawRequest { Body = RawBody.Bytes([1], "image/png") }), Throws.ArgumentException.With.Message.Contains("no body"));

    [TestCase("CONNECT")]
    [TestCase("trace")]
    public void CONNECT_and_TRACE_are_refused(string method) => Assert.That(() => Raw.SendAsync(new HttpMethod(method), "/t"), Throws.ArgumentException);

    [Test]
    public void Invalid_combinations_and_null_are_refused()
    {
        Assert.That(() => Raw.ListAllAsync("/t", new RawRequest { Body = new Newtonsoft.Json.Linq.JArray() }), Throws.ArgumentException);
        Assert.That(() => Raw.SendAsync(HttpMethod.Get, "/t", new RawRequest { Paging = RawPaging.Single() }), Throws.ArgumentException);
        Assert.That(() => Raw.SendAsync(null!, "/t"), Throws.ArgumentNullException);
        Assert.That(() => Raw.SendAsync(HttpMethod.Get, null!), Throws.ArgumentNullException);
        Assert.That(() => Raw.SendAsync<int>(HttpMethod.Get, "/t", null!), Throws.ArgumentNullException);
        Assert.That(() => Raw.ListAllAsync<int>("/t", null!), Throws.ArgumentNullException);
        Assert.That(() => RawBody.Json((Newtonsoft.Json.Linq.JToken)null!), Throws.ArgumentNullException);
        Assert.That(() => RawBody.Form([new("", "x")]), Throws.ArgumentException);
        Assert.That(() => RawBody.Bytes([], "text"), Throws.ArgumentException);
        Assert.That(_api.Transport.Sent, Is.Empty);
    }

    [Test]
    public async Task Body_that_cannot_be_written_or_is_too_large_is_refused()
    {
        _api.Options.MaxRequestBytes = 1024;
        var deep = new Newtonsoft.Json.Linq.JArray();
        for (var depth = 0; depth < 2000; depth++)
        {
            deep = [deep];
        }

        foreach (var body in new RawBody[] { deep, new Newtonsoft.Json.Linq.JValue(double.NaN), new Newtonsoft.Json.Linq.JObject { ["a\ud800"] = 1 }, RawBody.Bytes(new byte[2000], "a/b") })
        {
            await Assert.CatchAsync<ArgumentException>(() => Raw.SendAsync(HttpMethod.Post, "/t", new RawRequest { Body = body }));
        }

        Assert.That(_api.Transport.Sent, Is.Empty);
    }

    [Test]
    public async Task Exception_and_logs_contain_the_template_and_no_value()
    {
        _api.Transport.Respond(404, "gone");
        var exception = await Assert.ThrowsAsync<NotFoundException>(() => Raw.SendAsync(HttpMethod.Get, "/users/{id}", new RawRequest { Path = { ["id"] = "jane@example.com" } }));

        Assert.That(exception!.Operation, Is.EqualTo("GET /users/{id}"));
        Assert.That(exception.ToString() + string.Join("\n", _api.Log.Events), Does.Not.Contain("jane"));
    }

    [Test]
    public async Task Response_of_another_origin_is_refused()
    {
        _api.Transport.Respond(() => new HttpResponseMessage
        {
            Content = new StringContent("{}"), RequestMessage = new HttpRequestMessage(HttpMethod.Get, "https://other.example/t"),
        });
        await Assert.ThrowsAsync<InvalidResponseException>(() => Raw.SendAsync(HttpMethod.Get, "/t"));
    }

    private IEnumerable<Func<Task>> Calls(string path, RawRequest request) =>
    [
        () => Raw.SendAsync(HttpMethod.Get, path, request),
        () => Raw.SendAsync<Okta.UserType>(HttpMethod.Post, path, request),
        () => Raw.SendForBytesAsync(HttpMethod.Delete, path, request),
        () => Task.FromResult(Raw.ListAllAsync(path, request)),
        () => Task.FromResult(Raw.ListAllAsync<Okta.UserType>(path, request)),
    ];

    private static async Task<Exception?> CatchAsync(Func<Task> call)
    {
        try
        {
            await call();
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }
}
