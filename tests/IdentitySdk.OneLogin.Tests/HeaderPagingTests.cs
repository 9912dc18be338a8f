using System.Net;
using System.Text;
using IdentitySdk.OneLogin;

namespace IdentitySdk.Tests;

/// <summary>Lists continue as the first page shows: with <c>cursor</c> alone for a header, or with <c>after_cursor</c> and all filters for a body.</summary>
public sealed class HeaderPagingTests
{
    private const string SecondPage = "bGltaXQ9MiZwYWdlPTI=";

    [Test]
    public async Task Cursor_from_a_header_is_sent_alone()
    {
        using var server = new Server(HeaderPages);
        using var oneLogin = server.Connect();

        var ids = await Ids(oneLogin.Users.ListAllAsync(new ListUsersOptions { Limit = 2, Email = "*@example.com" }, new RequestOptions { Query = { ["later"] = "1" } }));

        Assert.That(ids, Is.EqualTo(new long[] { 1, 2, 3, 4, 5 }));
        Assert.That(server.Queries, Is.EqualTo(new[] { "?limit=2&email=%2A%40example.com&later=1", "?cursor=bGltaXQ9MiZwYWdlPTI%3D", "?cursor=third" }));
    }

    [TestCase(OneLoginApi.V1)]
    [TestCase(OneLoginApi.Newer)]
    public async Task Cursor_from_the_body_is_sent_with_all_filters(OneLoginApi api)
    {
        using var server = new Server(query => query.Contains("after_cursor=b", StringComparison.Ordinal) ? Envelope([2], null) : Envelope([1], "b"));
        using var oneLogin = server.Connect(api);

        Assert.That(await Ids(oneLogin.Users.ListAllAsync(new ListUsersOptions { Limit = 1, Username = "a" })), Is.EqualTo(new long[] { 1, 2 }));
        Assert.That(server.Queries, Is.EqualTo(new[] { "?limit=1&username=a", "?limit=1&username=a&after_cursor=b" }));
    }

    [Test]
    public async Task Continuation_token_of_a_header_resumes_with_the_cursor_alone()
    {
        using var server = new Server(HeaderPages);
        using var oneLogin = server.Connect();
        var options = new ListUsersOptions { Limit = 2, Username = "a" };
        var first = await oneLogin.Users.ListAsync(options);
        using var later = server.Connect();

        var rest = new List<long>();
        await foreach (var page in later.Users.ListAllAsync(options).AsPages(first.ContinuationToken, pageSize: 50))
        {
            rest.AddRange(page.Items.Select(user => user.Id!.Value));
        }

        Assert.That(rest, Is.EqualTo(new long[] { 3, 4, 5 }));
        Assert.That(server.Queries.Skip(1), Is.EqualTo(new[] { "?cursor=bGltaXQ9MiZwYWdlPTI%3D", "?cursor=third" }));
        foreach (var other in new[] { new ListUsersOptions { Username = "b" }, new ListUsersOptions(), new ListUsersOptions { Username = "a", Email = "a" } })
        {
            Assert.That(() => later.Users.ListAllAsync(other).AsPages(first.ContinuationToken), Throws.ArgumentException, "the filters are those of the first page");
        }
    }

    [Test]
    public async Task Continuation_token_of_any_page_resumes()
    {
        using var server = new Server(HeaderPages);
        using var oneLogin = server.Connect();
        var options = new ListUsersOptions { Limit = 2 };
        var tokens = new List<string?>();
        await foreach (var page in oneLogin.Users.ListAllAsync(options).AsPages())
        {
            tokens.Add(page.ContinuationToken);
        }

        Assert.That(tokens.Select(token => token is null), Is.EqualTo(new[] { false, false, true }));
        await foreach (var page in oneLogin.Users.ListAllAsync(options).AsPages(tokens[1]))
        {
            Assert.That(page.Items.Select(user => user.Id), Is.EqualTo(new long?[] { 5 }));
        }

        Assert.That(server.Queries.Last(), Is.EqualTo("?cursor=third"));
    }

    [TestCase("header:third")]
    [TestCase("body:third")]
    public async Task Body_cursor_that_begins_like_a_mark_is_sent_as_a_body_cursor(string cursor)
    {
        using var server = new Server(query => query.Contains("after_cursor", StringComparison.Ordinal) ? Envelope([2], null) : Envelope([1], cursor));
        using var oneLogin = server.Connect();
        var first = await oneLogin.Users.ListAsync();

        await foreach (var page in oneLogin.Users.ListAllAsync().AsPages(first.ContinuationToken))
        {
            Assert.That(page.Items, Has.Count.EqualTo(1));
        }

        Assert.That(server.Queries.Last(), Is.EqualTo("?after_cursor=" + Uri.EscapeDataString(cursor)));
    }

    [Test]
    public async Task List_that_changes_its_form_continues_with_all_filters()
    {
        using var server = new Server(query =>
            query.Contains("after_cursor", StringComparison.Ordinal) ? Envelope([3], null)
            : query.Contains("cursor", StringComparison.Ordinal) ? Envelope([2], "b")
            : Bare([1], "a"));
        using var oneLogin = server.Connect();

        Assert.That(await Ids(oneLogin.Users.ListAllAsync(new ListUsersOptions { Username = "u" })), Is.EqualTo(new long[] { 1, 2, 3 }));
        Assert.That(server.Queries, Is.EqualTo(new[] { "?username=u", "?cursor=a", "?username=u&after_cursor=b" }));
    }

    [Test]
    public void Repeated_cursor_throws()
    {
        using var server = new Server(_ => Bare([1], "same"));
        using var oneLogin = server.Connect();

        Assert.That(async () => await Ids(oneLogin.Users.ListAllAsync()), Throws.TypeOf<InvalidResponseException>().With.Message.Contains("cursor"));
        Assert.That(server.Queries, Has.Count.EqualTo(2));
    }

    [Test]
    public void Caller_cursor_that_the_server_repeats_throws()
    {
        using var server = new Server(_ => Bare([1], "same"));
        using var oneLogin = server.Connect(OneLoginApi.Newer);

        Assert.That(async () => await Ids(oneLogin.Users.ListAllAsync(new ListUsersOptions { Cursor = "same" })), Throws.TypeOf<InvalidResponseException>());
        Assert.That(server.Queries, Is.EqualTo(new[] { "?cursor=same" }));
    }

    [TestCase("1", "2", false)]
    [TestCase("2", "2", true)]
    [TestCase("1", "", true)]
    [TestCase("x", "2", false, Description = "an unknown page is not the last one")]
    [TestCase("1", "x", false)]
    [TestCase("1, 1", "3, 3", false, Description = "joined by a proxy")]
    [TestCase("3, 3", "3, 3", true)]
    [TestCase("1, 2", "3", false)]
    [TestCase("", "3", false, Description = "this is the first page")]
    [TestCase("", "1", true)]
    public void More_pages_without_a_cursor_throw(string current, string total, bool isLast)
    {
        using var server = new Server(_ => Bare([1], "", ("Current-Page", current), ("Total-Pages", total)));
        using var oneLogin = server.Connect(OneLoginApi.Newer);

        Assert.That(async () => await Ids(oneLogin.Users.ListAllAsync()), isLast ? Throws.Nothing : Throws.TypeOf<InvalidResponseException>());
        Assert.That(async () => await oneLogin.Users.ListAsync(new ListUsersOptions { Page = 1 }), Throws.Nothing, "the caller counts pages");
    }

    [Test]
    public async Task Last_page_may_report_the_page_count_without_its_own_number()
    {
        using var server = new Server(query => Bare(query.Length == 0 ? [1] : [2], query.Length == 0 ? "b" : "", ("Total-Pages", "2")));
        using var oneLogin = server.Connect();

        Assert.That(await Ids(oneLogin.Users.ListAllAsync()), Is.EqualTo(new long[] { 1, 2 }));
    }

    [Test]
    public async Task Cursor_after_an_empty_header_line_is_found()
    {
        using var server = new Server(query => query.Length == 0 ? Bare([1], "", ("After-Cursor", "b"), ("After-Cursor", "b")) : Bare([2], ""));
        using var oneLogin = server.Connect();

        Assert.That(await Ids(oneLogin.Users.ListAllAsync()), Is.EqualTo(new long[] { 1, 2 }));
    }

    [Test]
    public void Two_cursors_in_headers_throw()
    {
        using var server = new Server(_ => Bare([1], "a", ("After-Cursor", "b")));
        using var oneLogin = server.Connect();

        Assert.That(async () => await Ids(oneLogin.Users.ListAllAsync()), Throws.TypeOf<InvalidResponseException>().With.Message.Contains("two cursors"));
    }

    [TestCase("{}")]
    [TestCase("""{"cursor":"abc"}""")]
    [TestCase("""{"before_cursor":null}""")]
    [TestCase("""{"next_link":"https://example.onelogin.com/api/1/users?after_cursor=abc"}""")]
    [TestCase("""{"after_cursor":null,"next_link":"https://example.onelogin.com/api/1/users?after_cursor=abc"}""")]
    [TestCase("""{"afterCursor":"","nextLink":{}}""")]
    [TestCase("""{"after_cursor":"abc","afterCursor":"def"}""")]
    [TestCase("""{"after_cursor":"abc","after_cursor":null}""")]
    [TestCase("""{"after_cursor":null},"pagination":{"after_cursor":null}""")]
    [TestCase("""{"after_cursor":"abc"},"pagination":null""")]
    [TestCase("""{"after_cursor":null},"data":[]""")]
    [TestCase("""{"after_cursor":null}""", "abc")]
    [TestCase("""{"after_cursor":false}""")]
    [TestCase("""{"after_cursor":{}}""")]
    [TestCase("""{"after_cursor":["abc"]}""")]
    [TestCase("[]")]
    [TestCase("\"x\"")]
    public void Ambiguous_pagination_throws(string pagination, string header = "")
    {
        using var server = new Server(_ => Paginated(pagination, header));
        using var oneLogin = server.Connect();

        Assert.That(async () => await Ids(oneLogin.Users.ListAllAsync()), Throws.TypeOf<InvalidResponseException>());
        Assert.That(server.Queries, Has.Count.EqualTo(1));
    }

    [TestCase("""{"after_cursor":null,"afterCursor":"abc"}""")]
    [TestCase("""{"after_cursor":"","afterCursor":"abc"}""")]
    [TestCase("""{"after_cursor":"abc","afterCursor":"abc"}""")]
    [TestCase("""{"after_cursor":"abc"}""", "abc")]
    public async Task Cursor_is_found_under_either_name(string pagination, string header = "")
    {
        using var server = new Server(query => query.Length == 0 ? Paginated(pagination, header) : Envelope([2], null));
        using var oneLogin = server.Connect();

        Assert.That(await Ids(oneLogin.Users.ListAllAsync()), Is.EqualTo(new long[] { 1, 2 }));
    }

    [TestCase("""{"before_cursor":null,"after_cursor":null,"previous_link":null,"next_link":null}""")]
    [TestCase("""{"after_cursor":"","next_link":""}""")]
    [TestCase("""{"beforeCursor":"b","afterCursor":null,"previousLink":"p","nextLink":null}""")]
    [TestCase("null")]
    public async Task Pagination_without_a_cursor_ends_the_list(string pagination)
    {
        using var server = new Server(_ => Paginated(pagination, ""));
        using var oneLogin = server.Connect();

        Assert.That(await Ids(oneLogin.Users.ListAllAsync()), Is.EqualTo(new long[] { 1 }));
    }

    private static HttpResponseMessage Paginated(string pagination, string header)
    {
        var response = new HttpResponseMessage { Content = Json($$"""{"status":{"error":false,"code":200},"data":[{"id":1}],"pagination":{{pagination}}}""") };
        response.Headers.Add("After-Cursor", header);
        return response;
    }

    private static HttpResponseMessage HeaderPages(string query) => query switch
    {
        "?cursor=bGltaXQ9MiZwYWdlPTI%3D" => Bare([3, 4], "third"),
        "?cursor=third" => Bare([5], ""),
        _ when !query.Contains("cursor", StringComparison.Ordinal) => Bare([1, 2], SecondPage),
        _ => new(HttpStatusCode.BadRequest)
        {
            Content = Json("""{"message":"Requests can only have cursor xor pagination arguments","name":"BadRequestError","statusCode":400}"""),
        },
    };

    private static HttpResponseMessage Bare(long[] ids, string cursor, params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage { Content = Json("[" + Users(ids) + "]") };
        foreach (var (name, value) in headers.Prepend(("After-Cursor", cursor)))
        {
            response.Headers.Add(name, value);
        }

        return response;
    }

    private static HttpResponseMessage Envelope(long[] ids, string? cursor) => new()
    {
        Content = Json($$"""{"status":{"error":false,"code":200},"pagination":{"after_cursor":{{(cursor is null ? "null" : $"\"{cursor}\"")}}},"data":[{{Users(ids)}}]}"""),
    };

    private static string Users(long[] ids) => string.Join(",", ids.Select(id => $$"""{"id":{{id}}}"""));

    private static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    private static async Task<List<long>> Ids(AsyncPageable<User> users)
    {
        var ids = new List<long>();
        await foreach (var user in users)
        {
            ids.Add(user.Id!.Value);
        }

        return ids;
    }

    /// <summary>Responds according to the query, and records each query as it was sent.</summary>
    private sealed class Server(Func<string, HttpResponseMessage> respond) : HttpMessageHandler
    {
        private readonly List<string> _queries = [];

        public IReadOnlyList<string> Queries => _queries;

        public OneLoginClient Connect(OneLoginApi api = OneLoginApi.V1) => new(new OneLoginClientOptions
        {
            BaseAddress = new("https://example.onelogin.com"),
            Credential = OneLoginCredential.AccessToken("token"),
            Transport = this,
            Api = api,
            Retry = { MaxRetries = 0 },
        });

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            _queries.Add(request.RequestUri!.Query);
            var response = respond(request.RequestUri.Query);
            response.RequestMessage = request;
            return Task.FromResult(response);
        }
    }
}
