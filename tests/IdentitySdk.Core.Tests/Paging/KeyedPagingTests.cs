using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>Pages as objects, with the items in one member and possibly the next cursor in another.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class KeyedPagingTests : IDisposable
{
    private readonly TestApi _api = new();

    public void Dispose() => _api.Dispose();

    [TestCase("""{"items":["a","b"],"next":"c1"}""", "ab", "c1")]
    [TestCase("""{"next":"c1","items":["a","b"]}""", "ab", "c1", Description = "in any order")]
    [TestCase(
        """{"total":[1,{"items":["x"],"next":"x"}],"items":["a"],"next":"c1","more":{"next":"x"}}""", "a", "c1", Description = "other members are ignored")]
    [TestCase("""{"items":["a"],"next":7}""", "a", "7", Description = "a cursor may be a number")]
    [TestCase("""{"items":["a"],"next":null}""", "a", null)]
    [TestCase("""{"items":["a"]}""", "a", null)]
    [TestCase("""{"items":[]}""", "", null)]
    [TestCase("""{"next":"c1"}""", "", "c1", Description = "an empty page may lack the items")]
    [TestCase("""{"limit":10}""", "", null)]
    public async Task Page_items_and_cursor_are_read(string body, string items, string? cursor)
    {
        _api.Transport.Respond(200, body);
        var page = await FirstAsync(new TestPaging { Items = "items", Cursor = "at", Size = "limit" });
        Assert.That(string.Concat(page.Items), Is.EqualTo(items));
        Assert.That(page.NextCursor, Is.EqualTo(cursor));
    }

    [TestCase("{}", "$", "not a page of a list")]
    [TestCase("""{"message":"hello","other":["a"]}""", "$", "not a page of a list")]
    [TestCase("""{"items":"a"}""", "$.items", "")]
    [TestCase("""{"items":[1]}""", "$.items[0]", "")]
    [TestCase("""{"items":["a"],"next":{}}""", "$.next", "neither a string nor a number")]
    [TestCase("""{"items":["a"],"next":[]}""", "$.next", "neither a string nor a number")]
    [TestCase("""{"items":["a"],"next":["x"]}""", "$.next", "neither a string nor a number")]
    [TestCase("""{"items":["a"],"next":false}""", "$.next", "neither a string nor a number")]
    [TestCase("""{"items":["a"],"next":true}""", "$.next", "neither a string nor a number")]
    [TestCase("""{"items":["a"],"next":1.5}""", "$.next", "neither a string nor a number")]
    [TestCase("""{"items":["a"],"next":"x","next":null}""", "$.next", "twice")]
    [TestCase("""{"items":["a"],"items":["b"]}""", "$.items", "twice")]
    [TestCase("[]", "$", "")]
    [TestCase("null", "$", "")]
    public async Task Body_that_is_not_a_page_is_an_error_with_its_path(string body, string path, string reason)
    {
        _api.Transport.Respond(200, body);
        var exception = await Assert.ThrowsAsync<InvalidResponseException>(() => FirstAsync(new TestPaging { Items = "items", Cursor = "at", Size = "limit" }));
        Assert.That(exception!.Path, Is.EqualTo(path));
        Assert.That(exception.InnerException!.Message, Does.Contain(reason));
    }

    [Test]
    public async Task List_sends_each_cursor_until_the_last_page()
    {
        _api.Transport.Respond(200, """{"items":["a"],"next":"c1"}""").Respond(200, """{"items":[],"next":"c2"}""").Respond(200, """{"items":["b"]}""");
        Assert.That(await ListAsync(new TestPaging { Items = "items", Cursor = "at" }), Is.EqualTo("ab"));
        Assert.That(_api.Transport.Sent.Select(sent => sent.Address.Query), Is.EqualTo(new[] { "", "?at=c1", "?at=c2" }));
    }

    [Test]
    public async Task Style_without_a_cursor_reads_one_page()
    {
        _api.Transport.Respond(200, """{"items":["a"],"next":"c1"}""");
        Assert.That(await ListAsync(new KeyedPaging { Items = "items" }), Is.EqualTo("a"));
    }

    [TestCase("", "?at=")]
    [TestCase("0", "?at=0")]
    [TestCase(null, "")]
    public async Task First_page_is_requested_with_the_first_cursor(string? first, string expected)
    {
        _api.Transport.Respond(200, """{"items":[]}""");
        await ListAsync(new TestPaging(first) { Items = "items", Cursor = "at" });
        Assert.That(_api.Transport.Sent[0].Address.Query, Is.EqualTo(expected));
    }

    [Test]
    public async Task First_cursor_of_the_caller_is_not_replaced()
    {
        _api.Transport.Respond(200, """{"items":[]}""");
        await ListAsync(new TestPaging("0") { Items = "items", Cursor = "at" }, new ApiRequest("GET", "/things").Query("at", "mine").Query("filter", "x"));
        Assert.That(_api.Transport.Sent[0].Address.Query, Is.EqualTo("?at=mine&filter=x"));
    }

    [Test]
    public async Task First_cursor_is_added_to_other_parameters()
    {
        _api.Transport.Respond(200, """{"items":[]}""");
        await ListAsync(new TestPaging("0") { Items = "items", Cursor = "at" }, new ApiRequest("GET", "/things").Query("filter", "x"));
        Assert.That(_api.Transport.Sent[0].Address.Query, Is.EqualTo("?filter=x&at=0"));
    }

    [Test]
    public async Task List_without_a_cursor_parameter_sends_no_first_cursor()
    {
        _api.Transport.Respond(200, """{"items":[]}""");
        await ListAsync(new TestPaging("0") { Items = "items" });
        Assert.That(_api.Transport.Sent[0].Address.Query, Is.Empty);
    }

    [Test]
    public void PageContent_ToString_shows_only_the_number_of_items() =>
        Assert.That(new PageContent<string>(["jane", "joe"], "jane@example.com").ToString(), Is.EqualTo("2 items"));

    private async Task<Page<string>> FirstAsync(PagingStyle style) => await _api.List(style).AsPages().FirstAsync();

    private async Task<string> ListAsync(PagingStyle style, ApiRequest? request = null) => string.Concat(await _api.List(style, request).ToListAsync());

    private sealed class TestPaging(string? first = null) : KeyedPaging
    {
        public override string? FirstCursor => first;

        protected override string CursorMember => "next";

        protected override string? NextCursor(string? reported, int count, ApiRequest request) => reported;
    }
}
