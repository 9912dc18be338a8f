using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>Lists that are an object: one member holds the items, another may say where the list goes on.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class KeyedPagingTests : IDisposable
{
    private readonly TestApi _api = new();

    public void Dispose() => _api.Dispose();

    [TestCase("""{"items":["a","b"],"next":"c1"}""", "ab", "c1")]
    [TestCase("""{"next":"c1","items":["a","b"]}""", "ab", "c1", Description = "in any order")]
    [TestCase("""{"total":[1,{"items":["x"],"next":"x"}],"items":["a"],"next":"c1","more":{"next":"x"}}""", "a", "c1", Description = "what else there is is passed over")]
    [TestCase("""{"items":["a"],"next":7}""", "a", "7", Description = "a cursor may be a number")]
    [TestCase("""{"items":["a"],"next":null}""", "a", null)]
    [TestCase("""{"items":["a"]}""", "a", null)]
    [TestCase("""{"items":[]}""", "", null)]
    [TestCase("""{"next":"c1"}""", "", "c1", Description = "without rows the items may be left out")]
    [TestCase("""{"limit":10}""", "", null)]
    public async Task Items_and_cursor_are_read(string body, string items, string? cursor)
    {
        _api.Transport.Answer(200, body);
        var page = await FirstAsync(new TestPaging { Items = "items", Cursor = "at", Size = "limit" });
        Assert.That(string.Concat(page.Items), Is.EqualTo(items));
        Assert.That(page.NextCursor, Is.EqualTo(cursor));
    }

    [TestCase("{}", "$", "no page of a list")]
    [TestCase("""{"message":"hello","other":["a"]}""", "$", "no page of a list")]
    [TestCase("""{"items":"a"}""", "$.items", "")]
    [TestCase("""{"items":[1]}""", "$.items[0]", "")]
    [TestCase("[]", "$", "")]
    [TestCase("null", "$", "")]
    public async Task What_is_no_page_is_an_error_that_names_the_place(string body, string path, string why)
    {
        _api.Transport.Answer(200, body);
        var fault = await Assert.ThrowsAsync<InvalidResponseException>(() => FirstAsync(new TestPaging { Items = "items", Cursor = "at", Size = "limit" }));
        Assert.That(fault!.Path, Is.EqualTo(path));
        Assert.That(fault.InnerException!.Message, Does.Contain(why));
    }

    [Test]
    public async Task The_cursor_goes_back_until_the_list_is_at_its_end()
    {
        _api.Transport.Answer(200, """{"items":["a"],"next":"c1"}""").Answer(200, """{"items":[],"next":"c2"}""").Answer(200, """{"items":["b"]}""");
        Assert.That(await All(_api.List(new TestPaging { Items = "items", Cursor = "at" })), Is.EqualTo("ab"));
        Assert.That(_api.Transport.Sent.Select(sent => sent.Address.Query), Is.EqualTo(new[] { "", "?at=c1", "?at=c2" }));
    }

    [Test]
    public async Task A_style_without_a_cursor_is_a_list_of_one_page()
    {
        _api.Transport.Answer(200, """{"items":["a"],"next":"c1"}""");
        Assert.That(await All(_api.List(new KeyedPaging { Items = "items" })), Is.EqualTo("a"));
    }

    [TestCase("", "?at=")]
    [TestCase("0", "?at=0")]
    [TestCase(null, "")]
    public async Task The_first_page_is_asked_for_as_the_vendor_wants_it(string? first, string expected)
    {
        _api.Transport.Answer(200, """{"items":[]}""");
        await All(_api.List(new TestPaging(first) { Items = "items", Cursor = "at" }));
        Assert.That(_api.Transport.Sent[0].Address.Query, Is.EqualTo(expected));
    }

    [Test]
    public async Task A_first_cursor_of_the_caller_s_own_stays()
    {
        _api.Transport.Answer(200, """{"items":[]}""");
        await All(_api.List(new TestPaging("0") { Items = "items", Cursor = "at" }, new ApiRequest("GET", "/things").Query("at", "mine").Query("filter", "x")));
        Assert.That(_api.Transport.Sent[0].Address.Query, Is.EqualTo("?at=mine&filter=x"));
    }

    [Test]
    public async Task A_first_cursor_goes_along_with_other_parameters()
    {
        _api.Transport.Answer(200, """{"items":[]}""");
        await All(_api.List(new TestPaging("0") { Items = "items", Cursor = "at" }, new ApiRequest("GET", "/things").Query("filter", "x")));
        Assert.That(_api.Transport.Sent[0].Address.Query, Is.EqualTo("?filter=x&at=0"));
    }

    [Test]
    public async Task A_list_without_a_cursor_parameter_has_no_first_one()
    {
        _api.Transport.Answer(200, """{"items":[]}""");
        await All(_api.List(new TestPaging("0") { Items = "items" }));
        Assert.That(_api.Transport.Sent[0].Address.Query, Is.Empty);
    }

    [Test]
    public void What_a_page_holds_is_shown_as_a_number() => Assert.That(new PageContent<string>(["jane", "joe"], "jane@example.com").ToString(), Is.EqualTo("2 items"));

    private async Task<Page<string>> FirstAsync(PagingStyle style)
    {
        await foreach (var page in _api.List(style).AsPages())
        {
            return page;
        }

        throw new AssertionException("There was no page.");
    }

    private static async Task<string> All(IAsyncEnumerable<string> list)
    {
        var all = "";
        await foreach (var item in list)
        {
            all += item;
        }

        return all;
    }

    private sealed class TestPaging(string? first = null) : KeyedPaging
    {
        public override string? FirstCursor => first;

        protected override string CursorMember => "next";

        protected override string? NextCursor(string? told, int count, ApiRequest request) => told;
    }
}
