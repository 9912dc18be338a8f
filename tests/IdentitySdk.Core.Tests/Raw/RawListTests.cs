using IdentitySdk.Core;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests;

/// <summary>Lists of raw calls.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RawListTests : IDisposable
{
    private readonly TestApi _api = new();

    private RawClient Raw => field ??= new RawClient(_api.Client, new LinkPaging { Cursor = "after", Size = "limit" });

    public void Dispose() => _api.Dispose();

    [Test]
    public async Task Items_are_tokens_models_or_a_type_of_the_caller()
    {
        for (var call = 0; call < 3; call++)
        {
            _api.Transport.Respond(200, "[{\"name\":\"a\"}, {\"name\":\"b\" }]");
        }

        Assert.That((await ReadAsync(Raw.ListAllAsync("/t"))).Select(item => (string?)item["name"]), Is.EqualTo(new[] { "a", "b" }));
        Assert.That((await ReadAsync(Raw.ListAllAsync<Okta.UserType>("/t"))).Select(item => item.Name), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(await ReadAsync(Raw.ListAllAsync("/t", static json => json.Length)), Is.EqualTo(new[] { 12, 13 }));
    }

    [Test]
    public async Task Any_JSON_can_be_an_item_of_tokens()
    {
        _api.Transport.Respond(200, "[null, 1, \"a\", [], {}]");
        var items = await ReadAsync(Raw.ListAllAsync("/t"));

        Assert.That(items.Select(item => item.Type), Is.EqualTo(new[] { JTokenType.Null, JTokenType.Integer, JTokenType.String, JTokenType.Array, JTokenType.Object }));
    }

    [TestCase("<html>")]
    [TestCase("{}")]
    [TestCase("null")]
    [TestCase("")]
    [TestCase("[1")]
    public async Task Page_that_is_not_an_array_throws(string body)
    {
        _api.Transport.Fallback = (_, _) => Task.FromResult(ScriptedTransport.Response(200, body));

        await Assert.ThrowsAsync<InvalidResponseException>(() => ReadAsync(Raw.ListAllAsync("/t")));
        await Assert.ThrowsAsync<InvalidResponseException>(() => ReadAsync(Raw.ListAllAsync<Okta.UserType>("/t")));
        await Assert.ThrowsAsync<InvalidResponseException>(() => ReadAsync(Raw.ListAllAsync("/t", static json => json.Length)));
    }

    [Test]
    public async Task Item_that_is_not_an_object_throws_for_models()
    {
        _api.Transport.Respond(200, "[{}, 1]");
        await Assert.ThrowsAsync<InvalidResponseException>(() => ReadAsync(Raw.ListAllAsync<Okta.UserType>("/t")));
    }

    [Test]
    public async Task Filters_page_size_and_options_are_copied_and_sent_with_every_page()
    {
        _api.Transport.Respond(200, "[1]", ("Link", "</t?after=2>; rel=\"next\"")).Respond(200, "[2]");
        var request = new RawRequest { Query = { ["q"] = "x" }, RequestOptions = new RequestOptions { Headers = { ["X-A"] = "1" } } };
        var list = Raw.ListAllAsync("/t", request);
        request.Query["q"] = "y";
        request.RequestOptions.Headers["X-A"] = "2";
        await ReadAsync(list.AsPages(pageSize: 5));

        Assert.That(_api.Transport.Sent.Select(sent => sent.Address.Query), Is.EqualTo(new[] { "?q=x&limit=5", "?q=x&limit=5&after=2" }));
        Assert.That(_api.Transport.Sent.Select(sent => sent.Headers["X-A"]), Is.All.EqualTo("1"));
    }

    [Test]
    public async Task List_resumes_from_a_token_with_the_same_filters_only()
    {
        _api.Transport.Respond(200, "[1]", ("Link", "</t?after=2>; rel=\"next\"")).Respond(200, "[2]");
        var token = (await FirstAsync(Raw.ListAllAsync("/t/{id}", Request("a")).AsPages())).ContinuationToken;

        Assert.That(await ReadAsync(Raw.ListAllAsync("/t/{id}", Request("a")).AsPages(token)), Has.One.Items);
        Assert.That(() => Raw.ListAllAsync("/t/{id}", Request("b")).AsPages(token), Throws.ArgumentException);
        static RawRequest Request(string id) => new() { Path = { ["id"] = id } };
    }

    [TestCase("https://evil.example/t?after=2")]
    [TestCase("http://vendor.example/t?after=2")]
    [TestCase("https://vendor.example:444/t?after=2")]
    public async Task Link_to_another_origin_is_refused(string next)
    {
        _api.Transport.Respond(200, "[1]", ("Link", $"<{next}>; rel=\"next\""));
        await Assert.ThrowsAsync<InvalidResponseException>(() => ReadAsync(Raw.ListAllAsync("/t")));
        Assert.That(_api.Transport.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Cursor_in_a_member_is_followed_to_the_last_page()
    {
        _api.Transport.Respond(200, "{\"next\":\"2\",\"things\":[1]}").Respond(200, "{\"things\":[],\"next\":3}").Respond(200, "{\"things\":[2],\"next\":null}");
        var items = await ReadAsync(Raw.ListAllAsync("/t", new RawRequest { Paging = RawPaging.Cursor("things", "next", "page", "size") }));

        Assert.That(items.Select(item => (int)item), Is.EqualTo(new[] { 1, 2 }));
        Assert.That(_api.Transport.Sent.Select(sent => sent.Address.Query), Is.EqualTo(new[] { "", "?page=2", "?page=3" }));
    }

    [Test]
    public async Task Single_page_is_an_array_or_a_member_without_a_link_to_another()
    {
        _api.Transport.Respond(200, "[1]").Respond(200, "{\"a\":[1,2]}").Respond(200, "[1]", ("Link", "</t?after=2>; rel=\"next\""));

        Assert.That(await ReadAsync(Raw.ListAllAsync("/t", new RawRequest { Paging = RawPaging.Single() })), Has.One.Items);
        Assert.That(await ReadAsync(Raw.ListAllAsync("/t", new RawRequest { Paging = RawPaging.Single("a") })), Has.Count.EqualTo(2));
        await Assert.ThrowsAsync<InvalidResponseException>(() => ReadAsync(Raw.ListAllAsync("/t", new RawRequest { Paging = RawPaging.Single() })));
    }

    [Test]
    public async Task Repeated_cursor_is_an_error()
    {
        _api.Transport.Fallback = static (_, _) => Task.FromResult(ScriptedTransport.Response(200, "[1]", ("Link", "</t?after=2>; rel=\"next\"")));
        await Assert.ThrowsAsync<InvalidResponseException>(() => ReadAsync(Raw.ListAllAsync("/t")));
    }

    [Test]
    public void Names_of_a_style_must_not_be_empty()
    {
        Assert.That(() => RawPaging.Link(""), Throws.ArgumentException);
        Assert.That(() => RawPaging.Cursor("a", "b", null!), Throws.ArgumentException);
        Assert.That(() => RawPaging.Single(""), Throws.ArgumentException);
    }

    private static async Task<List<T>> ReadAsync<T>(IAsyncEnumerable<T> sequence)
    {
        var items = new List<T>();
        await foreach (var item in sequence)
        {
            items.Add(item);
        }

        return items;
    }

    private static async Task<T> FirstAsync<T>(IAsyncEnumerable<T> sequence)
    {
        await foreach (var item in sequence)
        {
            return item;
        }

        throw new AssertionException("The sequence is empty.");
    }
}
