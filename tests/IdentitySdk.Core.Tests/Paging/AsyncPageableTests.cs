using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>Lists as sequences of items and of pages.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class AsyncPageableTests : IDisposable
{
    private static readonly LinkPaging s_style = new() { Cursor = "after", Size = "limit" };
    private readonly TestApi _api = new();

    public void Dispose() => _api.Dispose();

    [Test]
    public async Task List_sends_nothing_before_it_is_enumerated()
    {
        var list = _api.List(s_style);
        _ = list.AsPages();
        Assert.That(_api.Transport.Sent, Is.Empty);
        ServePages(["a"]);
        Assert.That(await ListAsync(list), Is.EqualTo("a"));
    }

    [Test]
    public async Task List_yields_each_item_once_and_continues_after_empty_pages()
    {
        ServePages(["a", "b"], [], [], ["c"], []);
        Assert.That(await ListAsync(_api.List(s_style)), Is.EqualTo("abc"));
    }

    [Test]
    public async Task List_can_be_enumerated_again_and_concurrently()
    {
        ServePages(["a"], ["b"], ["c"]);
        var list = _api.List(s_style);
        var all = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => ListAsync(list))));
        Assert.That(all, Has.All.EqualTo("abc"));
        var pages = list.AsPages();
        Assert.That(await pages.CountAsync(), Is.EqualTo(3));
        Assert.That(await pages.CountAsync(), Is.EqualTo(3));
    }

    [Test]
    public async Task RequestOptions_are_copied_when_the_list_is_created()
    {
        _api.Transport.Respond(200, "[]");
        var options = new RequestOptions { Headers = { ["X-Mine"] = "before" } };
        var list = _api.List(s_style, options: options);
        options.Headers["X-Mine"] = "after";
        await ListAsync(list);
        Assert.That(_api.Transport.Sent[0].Headers["X-Mine"], Is.EqualTo("before"));
    }

    [Test]
    public async Task Repeated_cursor_is_an_error_after_its_page()
    {
        _api.Transport.Respond(200, "[\"a\"]", NextLink("1"))
            .Respond(200, "[\"b\"]", NextLink("2"))
            .Respond(200, "[\"c\"]", NextLink("1"), ("X-Request-Id", "id-3"));
        var items = "";
        var exception = (await Assert.ThrowsAsync<InvalidResponseException>(async () =>
        {
            await foreach (var item in _api.List(s_style))
            {
                items += item;
            }
        }))!;
        Assert.That(items, Is.EqualTo("abc"));
        Assert.That(exception.RequestId, Is.EqualTo("id-3"));
        Assert.That(exception.Message, Does.Contain("a cursor that had been used before"));
    }

    [Test]
    public async Task Repeated_start_cursor_is_an_error()
    {
        _api.Transport.Respond(200, "[\"a\"]", NextLink("start"));
        await Assert.ThrowsAsync<InvalidResponseException>(() => ListAsync(_api.List(s_style, new ApiRequest("GET", "/things").Query("after", "start"))));
    }

    [Test]
    public async Task AsPages_resumes_from_a_token_with_another_page_size()
    {
        ServePages(["a"], ["b"], ["c"]);
        var first = await _api.List(s_style).AsPages().FirstAsync();
        var rest = await _api.List(s_style).AsPages(first.ContinuationToken, pageSize: 7).ToListAsync();

        Assert.That(rest.SelectMany(page => page.Items), Is.EqualTo(new[] { "b", "c" }));
        Assert.That(_api.Transport.Sent[^1].Address.Query, Does.Contain("limit=7"));
    }

    [Test]
    public async Task AsPages_page_size_overrides_the_options_and_needs_a_parameter()
    {
        ServePages(["a"]);
        Assert.That(await _api.List(s_style, new ApiRequest("GET", "/things").Query("limit", 3)).AsPages(pageSize: 9).CountAsync(), Is.EqualTo(1));
        Assert.That(_api.Transport.Sent[0].Address.Query, Is.EqualTo("?limit=9"));
        Assert.That(
            () => _api.List(new LinkPaging { Cursor = "after" }).AsPages(pageSize: 9),
            Throws.ArgumentException.With.Property("ParamName").EqualTo("pageSize").And.Message.Contains("no page size"));
    }

    [TestCase(-1, false)]
    [TestCase(0, false)]
    [TestCase(1, true)]
    [TestCase(int.MaxValue, true)]
    [TestCase(null, true)]
    public void AsPages_page_size_must_be_positive(int? pageSize, bool isAllowed) => Assert.That(
        () => _api.List(s_style).AsPages(pageSize: pageSize),
        isAllowed ? Throws.Nothing : Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("pageSize must be 1 or more"));

    [TestCase(200, true)]
    [TestCase(201, false)]
    [TestCase(0, false)]
    public void AsPages_page_size_must_not_exceed_the_largest(int pageSize, bool isAllowed) => Assert.That(
        () => _api.List(new LinkPaging { Cursor = "after", Size = "limit", LargestSize = 200 }).AsPages(pageSize: pageSize),
        isAllowed ? Throws.Nothing : Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("pageSize must be "));

    [Test]
    public async Task Page_has_its_response()
    {
        _api.Transport.Respond(200, "[]", ("X-Request-Id", "id-1"), ("X-Limit", "9/8/7"), ("X-Two", "one"), ("X-Two", "two"));
        await foreach (var page in _api.List(s_style).AsPages())
        {
            Assert.That(page.Response.RequestId, Is.EqualTo("id-1"));
            Assert.That(page.Response.RateLimit?.Remaining, Is.EqualTo(8));
            Assert.That(page.Response.Headers["x-two"], Is.EqualTo(new[] { "one", "two" }));
            Assert.That(page.ContinuationToken, Is.Null);
        }
    }

    [Test]
    public async Task Next_cursor_without_a_cursor_parameter_is_an_error()
    {
        _api.Transport.Respond(200, "[\"a\"]");
        await Assert.ThrowsAsync<InvalidResponseException>(() => ListAsync(_api.List(new EndlessPaging())));
    }

    private static (string, string) NextLink(string cursor) => ("Link", $"<https://vendor.example/things?after={cursor}>; rel=\"next\"");

    private static async Task<string> ListAsync(IAsyncEnumerable<string> list) => string.Concat(await list.ToListAsync());

    /// <summary>Serves each page by its cursor, any number of times.</summary>
    private void ServePages(params string[][] pages) => _api.Transport.Fallback = (request, _) =>
    {
        var number = int.Parse(LinkHeader.ReadParameter(request.RequestUri!, "after") ?? "0");
        var body = Newtonsoft.Json.JsonConvert.SerializeObject(pages[number]);
        (string, string)[] headers = number + 1 < pages.Length ? [NextLink($"{number + 1}")] : [];
        return Task.FromResult(ScriptedTransport.Response(200, body, headers));
    };

    private sealed class EndlessPaging : PagingStyle
    {
        public override PageContent<T>? Read<T>(ref ModelReader reader, ReadValue<IReadOnlyList<T>> readItems, PageContext context) =>
            new(readItems(ref reader)!, "more");
    }
}
