using IdentitySdk.Core;

namespace IdentitySdk.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class AsyncPageableTests : IDisposable
{
    private static readonly LinkPaging s_style = new() { Cursor = "after", Size = "limit" };
    private readonly TestApi _api = new();

    public void Dispose() => _api.Dispose();

    [Test]
    public async Task Nothing_is_sent_before_the_list_is_enumerated()
    {
        var list = _api.List(s_style);
        _ = list.AsPages();
        Assert.That(_api.Transport.Sent, Is.Empty);
        Pages(["a"]);
        Assert.That(await All(list), Is.EqualTo("a"));
    }

    [Test]
    public async Task Every_item_of_every_page_comes_once_and_an_empty_page_does_not_end_the_list()
    {
        Pages(["a", "b"], [], [], ["c"], []);
        Assert.That(await All(_api.List(s_style)), Is.EqualTo("abc"));
    }

    [Test]
    public async Task A_list_may_be_enumerated_again_and_by_many_at_a_time()
    {
        Pages(["a"], ["b"], ["c"]);
        var list = _api.List(s_style);
        var all = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => All(list))));
        Assert.That(all, Has.All.EqualTo("abc"));
        var pages = list.AsPages();
        Assert.That(await Count(pages), Is.EqualTo(3));
        Assert.That(await Count(pages), Is.EqualTo(3));
    }

    [TestCase("/things?after=1")]
    [TestCase("?after=1")]
    [TestCase("https://vendor.example/other/path?after=1&limit=99&filter=stolen")]
    [TestCase("HTTPS://VENDOR.example:443/?after=1")]
    public async Task Only_the_cursor_is_taken_from_the_link(string link)
    {
        _api.Transport.Answer(200, "[\"a\"]", ("Link", $"<{link}>; rel=\"next\"")).Answer(200, "[\"b\"]");
        Assert.That(await All(_api.List(s_style, new ApiRequest("GET", "/things").Query("filter", "mine"))), Is.EqualTo("ab"));
        Assert.That(_api.Transport.Sent[1].Address.AbsoluteUri, Is.EqualTo("https://vendor.example/things?filter=mine&after=1"));
    }

    [TestCase("https://evil.example/things?after=1", "another origin")]
    [TestCase("http://vendor.example/things?after=1", "another origin")]
    [TestCase("http://vendor.example:443/things?after=1", "another origin")]
    [TestCase("https://vendor.example:444/things?after=1", "another origin")]
    [TestCase("//evil.example/things?after=1", "another origin")]
    [TestCase("https://vendor.example.evil.example/?after=1", "another origin")]
    [TestCase("https://vendor.example@evil.example/?after=1", "another origin")]
    [TestCase("javascript:after=1", "another origin")]
    [TestCase("/things?before=1", "no cursor")]
    [TestCase("https://[/?after=1", "not a URI")]
    public async Task A_link_to_elsewhere_or_without_a_cursor_is_refused_and_nothing_is_sent(string link, string why)
    {
        _api.Transport.Answer(200, "[\"a\"]", ("Link", $"<{link}>; rel=\"next\""), ("X-Request-Id", "id-1"));
        var fault = (await Assert.ThrowsAsync<InvalidResponseException>(() => All(_api.List(s_style))))!;
        Assert.That(_api.Transport.Sent, Has.Count.EqualTo(1));
        Assert.That(fault.RequestId, Is.EqualTo("id-1"));
        Assert.That(fault.Path, Is.EqualTo("Link"));
        Assert.That(fault.InnerException!.Message, Does.Contain(why));
        Assert.That(fault.Message, Does.Contain(why), "the reason is in the message");
        Assert.That(fault.Message.Contains("TrustedOrigins"), Is.EqualTo(why == "another origin"));
        Assert.That(fault.ToString(), Does.Not.Contain("after=1"));
    }

    [Test]
    public async Task A_link_to_another_origin_names_it_without_what_stands_in_front_of_its_host()
    {
        _api.Transport.Answer(200, "[]", ("Link", "<https://secret@evil.example/?after=1>; rel=\"next\""));
        var exception = await Assert.ThrowsAsync<InvalidResponseException>(() => All(_api.List(s_style)));
        Assert.That(exception!.Message, Does.Contain("https://evil.example;").And.Not.Contain("secret"));
    }

    [Test]
    public async Task Only_the_cursor_is_taken_from_a_link_to_a_trusted_origin()
    {
        _api.Options.TrustedOrigins.Add(new Uri("https://gateway.example"));
        _api.Transport.Answer(200, "[\"a\"]", ("Link", "<https://gateway.example/elsewhere?after=1&x=2>; rel=\"next\"")).Answer(200, "[\"b\"]");
        Assert.That(await All(_api.List(s_style)), Is.EqualTo("ab"));
        Assert.That(_api.Transport.Sent[1].Address.AbsoluteUri, Is.EqualTo("https://vendor.example/things?after=1"));
    }

    [TestCase("<https://")]
    [TestCase("<")]
    [TestCase("https://vendor.example/things?after=1; rel=next")]
    [TestCase("<https://vendor.example/things?after=1>; rel='next'")]
    [TestCase("&lt;https://vendor.example/things?after=1&gt;; rel=\"next\"")]
    [TestCase("<https://vendor.example/self>; title=\"x; rel=self, <https://vendor.example/things?after=1>; rel=next")]
    public async Task A_link_header_that_cannot_be_understood_is_never_the_end_of_the_list(string link)
    {
        _api.Transport.Answer(200, "[\"a\"]", ("Link", link));
        var exception = await Assert.ThrowsAsync<InvalidResponseException>(() => All(_api.List(s_style)));
        Assert.That(exception!.Message, Does.Contain("Link header"));
    }

    [Test]
    public async Task Per_call_options_are_copied_when_the_list_is_made()
    {
        _api.Transport.Answer(200, "[]");
        var options = new RequestOptions { Headers = { ["X-Mine"] = "before" } };
        var list = _api.List(s_style, options: options);
        options.Headers["X-Mine"] = "after";
        await All(list);
        Assert.That(_api.Transport.Sent[0].Headers["X-Mine"], Is.EqualTo("before"));
    }

    [Test]
    public async Task Leaving_a_list_waits_for_no_transport_that_ignores_cancellation()
    {
        var never = new TaskCompletionSource<HttpResponseMessage>();
        _api.Transport.Answer(200, "[\"a\"]", Next("1")).Answer(200, "[\"b\"]", Next("2")).Then(_ => never.Task);
        async Task LeaveAsync()
        {
            await foreach (var item in _api.List(s_style))
            {
                if (item == "b")
                {
                    break;
                }
            }
        }

        await LeaveAsync().WaitAsync(TimeSpan.FromSeconds(20));
        Assert.That(_api.Transport.Sent, Has.Count.EqualTo(3), "the page ahead was under way");
    }

    [Test]
    public async Task A_dropped_enumerator_leaves_no_exception_unobserved()
    {
        var unobserved = 0;
        EventHandler<UnobservedTaskExceptionEventArgs> watch = (_, _) => unobserved++;
        TaskScheduler.UnobservedTaskException += watch;
        try
        {
            await DropAsync();
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
            Assert.That(unobserved, Is.Zero);
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= watch;
        }

        async Task DropAsync()
        {
            _api.Options.Retry = new RetryOptions { MaxRetries = 0 };
            _api.Transport.Answer(200, "[\"a\"]", Next("1")).Answer(200, "[\"b\"]", Next("2")).Answer(503);
            var pages = _api.List(s_style).AsPages().GetAsyncEnumerator();
            await pages.MoveNextAsync();
            await pages.MoveNextAsync();
        }
    }

    [Test]
    public async Task A_cursor_that_comes_again_is_an_error_after_the_page_it_came_with()
    {
        _api.Transport.Answer(200, "[\"a\"]", Next("1")).Answer(200, "[\"b\"]", Next("2")).Answer(200, "[\"c\"]", Next("1"), ("X-Request-Id", "id-3"));
        var items = "";
        var fault = (await Assert.ThrowsAsync<InvalidResponseException>(async () =>
        {
            await foreach (var item in _api.List(s_style))
            {
                items += item;
            }
        }))!;
        Assert.That(items, Is.EqualTo("abc"));
        Assert.That(fault.RequestId, Is.EqualTo("id-3"));
        Assert.That(fault.Message, Does.Contain("a cursor again that had been used before"));
    }

    [Test]
    public async Task A_cursor_the_caller_began_with_counts_as_used()
    {
        _api.Transport.Answer(200, "[\"a\"]", Next("start"));
        await Assert.ThrowsAsync<InvalidResponseException>(() => All(_api.List(s_style, new ApiRequest("GET", "/things").Query("after", "start"))));
    }

    [Test]
    public async Task A_list_resumes_where_it_was_left_with_another_page_size()
    {
        Pages(["a"], ["b"], ["c"]);
        string? token = null;
        await foreach (var page in _api.List(s_style).AsPages())
        {
            token = page.ContinuationToken;
            break;
        }

        var rest = "";
        await foreach (var page in _api.List(s_style).AsPages(token, pageSize: 7))
        {
            rest += string.Concat(page.Items);
        }

        Assert.That(rest, Is.EqualTo("bc"));
        Assert.That(_api.Transport.Sent[^1].Address.Query, Does.Contain("limit=7"));
    }

    [Test]
    public async Task Page_size_overrides_what_the_options_say_and_needs_a_list_that_knows_one()
    {
        Pages(["a"]);
        Assert.That(await Count(_api.List(s_style, new ApiRequest("GET", "/things").Query("limit", 3)).AsPages(pageSize: 9)), Is.EqualTo(1));
        Assert.That(_api.Transport.Sent[0].Address.Query, Is.EqualTo("?limit=9"));
        Assert.That(() => _api.List(new LinkPaging { Cursor = "after" }).AsPages(pageSize: 9), Throws.ArgumentException.With.Property("ParamName").EqualTo("pageSize").And.Message.Contains("no page size"));
    }

    [TestCase(-1, false)]
    [TestCase(0, false)]
    [TestCase(1, true)]
    [TestCase(int.MaxValue, true)]
    [TestCase(null, true)]
    public void A_page_has_room_for_one_item_or_more(int? pageSize, bool isAllowed) => Assert.That(
        () => _api.List(s_style).AsPages(pageSize: pageSize),
        isAllowed ? Throws.Nothing : Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("pageSize must be 1 or more"));

    [Test]
    public async Task A_page_tells_of_its_response()
    {
        _api.Transport.Answer(200, "[]", ("X-Request-Id", "id-1"), ("X-Limit", "9/8/7"), ("X-Two", "one"), ("X-Two", "two"));
        await foreach (var page in _api.List(s_style).AsPages())
        {
            Assert.That(page.Response.RequestId, Is.EqualTo("id-1"));
            Assert.That(page.Response.RateLimit?.Remaining, Is.EqualTo(8));
            Assert.That(page.Response.Headers["x-two"], Is.EqualTo(new[] { "one", "two" }));
            Assert.That(page.ContinuationToken, Is.Null);
        }
    }

    [Test]
    public async Task A_list_that_has_no_cursor_but_goes_on_is_an_error_not_an_end()
    {
        _api.Transport.Answer(200, "[\"a\"]");
        await Assert.ThrowsAsync<InvalidResponseException>(() => All(_api.List(new EndlessPaging())));
    }

    [TestCase(true, Description = "given to the enumeration")]
    [TestCase(false, Description = "given to the call")]
    public async Task Cancellation_is_honoured_between_items(bool givenToEnumeration)
    {
        using var cancellation = new CancellationTokenSource();
        Pages(["a", "b", "c"]);
        var items = "";
        await Assert.CatchAsync<OperationCanceledException>(async () =>
        {
            await foreach (var item in _api.List(s_style, cancellationToken: givenToEnumeration ? default : cancellation.Token).WithCancellation(givenToEnumeration ? cancellation.Token : default))
            {
                items += item;
                await cancellation.CancelAsync();
            }
        });
        Assert.That(items, Is.EqualTo("a"));
    }

    [Test]
    public async Task Cancellation_is_honoured_after_the_last_page_too([Values] bool byTheCall)
    {
        using var cancellation = new CancellationTokenSource();
        Pages(["a"]);
        var list = byTheCall ? _api.List(s_style, cancellationToken: cancellation.Token).AsPages() : _api.List(s_style).AsPages();
        var pages = 0;
        await Assert.CatchAsync<OperationCanceledException>(async () =>
        {
            await foreach (var page in list.WithCancellation(byTheCall ? default : cancellation.Token))
            {
                pages++;
                await cancellation.CancelAsync();
            }
        });
        Assert.That(pages, Is.EqualTo(1));
    }

    [Test]
    public async Task Either_token_ends_the_items([Values] bool byTheCall)
    {
        using var cancellation = new CancellationTokenSource();
        Pages(["a", "b"]);
        var list = byTheCall ? _api.List(s_style, cancellationToken: cancellation.Token) : _api.List(s_style);
        await cancellation.CancelAsync();
        await Assert.CatchAsync<OperationCanceledException>(async () =>
        {
            await foreach (var item in list.WithCancellation(byTheCall ? default : cancellation.Token))
            {
                Assert.Fail($"{item} came all the same.");
            }
        });
        Assert.That(_api.Transport.Sent, Is.Empty);
    }

    private static (string, string) Next(string cursor) => ("Link", $"<https://vendor.example/things?after={cursor}>; rel=\"next\"");

    private static async Task<string> All(IAsyncEnumerable<string> list)
    {
        var all = "";
        await foreach (var item in list)
        {
            all += item;
        }

        return all;
    }

    private static async Task<int> Count<T>(IAsyncEnumerable<T> list)
    {
        var count = 0;
        await foreach (var item in list)
        {
            count++;
        }

        return count;
    }

    /// <summary>Serves these pages by their cursors, any number of times.</summary>
    private void Pages(params string[][] pages) => _api.Transport.Otherwise = (request, _) =>
    {
        var number = int.Parse(LinkHeader.Parameter(request.RequestUri!, "after") ?? "0");
        var body = Newtonsoft.Json.JsonConvert.SerializeObject(pages[number]);
        return Task.FromResult(number + 1 < pages.Length ? ScriptedTransport.Response(200, body, Next($"{number + 1}")) : ScriptedTransport.Response(200, body));
    };

    private sealed class EndlessPaging : PagingStyle
    {
        public override PageContent<T>? Read<T>(ref ModelReader reader, ReadValue<IReadOnlyList<T>> readItems, PageContext context) => new(readItems(ref reader)!, "more");
    }
}
