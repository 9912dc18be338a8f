namespace IdentitySdk.Tests.Paging;

/// <summary>Lists that callers create for their tests.</summary>
public sealed class FixedPageableTests
{
    private static AsyncPageable<int> Pages => AsyncPageable.FromPages([new Page<int>([1, 2], "a"), new Page<int>([], "b"), new Page<int>([3], "more")]);

    [Test]
    public async Task Items_are_one_page()
    {
        var list = AsyncPageable.FromItems([1, 2, 3]);

        Assert.That(await list.ToListAsync(), Is.EqualTo([1, 2, 3]));
        var page = await list.AsPages().SingleAsync();
        Assert.That(page.Items, Is.EqualTo([1, 2, 3]));
        Assert.That((page.ContinuationToken, page.Response.StatusCode), Is.EqualTo(((string?)null, 200)));
    }

    [Test]
    public async Task Empty_page_does_not_end_the_list_and_a_last_token_does_not_continue_it()
    {
        Assert.That(await Pages.ToListAsync(), Is.EqualTo([1, 2, 3]));
        Assert.That(await Pages.AsPages(pageSize: 1).CountAsync(), Is.EqualTo(3), "the page size is ignored");
    }

    [TestCase("a", 2)]
    [TestCase("b", 1)]
    [TestCase("more", 0)]
    public async Task Token_resumes_after_its_page(string token, int pages) =>
        Assert.That(await Pages.AsPages(token).CountAsync(), Is.EqualTo(pages));

    [Test]
    public void Token_of_no_page_is_refused_before_the_enumeration()
    {
        Assert.That(() => Pages.AsPages("other"), Throws.ArgumentException.With.Property("ParamName").EqualTo("continuationToken"));
        Assert.That(() => AsyncPageable.FromItems([1]).AsPages("other"), Throws.ArgumentException);
        Assert.That(() => Pages.AsPages(pageSize: 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public async Task Each_enumeration_starts_over()
    {
        var enumerations = 0;
        var list = AsyncPageable.FromItems(Count());

        _ = await list.CountAsync();
        _ = await list.CountAsync();

        Assert.That(enumerations, Is.EqualTo(2));

        IEnumerable<int> Count()
        {
            enumerations++;
            yield return enumerations;
        }
    }

    [Test]
    public async Task Failing_page_fails_the_list_after_the_pages_before_it()
    {
        var seen = new List<int>();
        var list = AsyncPageable.FromPages(Failing());

        Assert.That(
            async () =>
            {
                await foreach (var item in list)
                {
                    seen.Add(item);
                }
            },
            Throws.TypeOf<ServerException>());
        Assert.That(seen, Is.EqualTo([1]));

        static IEnumerable<Page<int>> Failing()
        {
            yield return new Page<int>([1], "next");
            throw new ServerException();
        }
    }

    [Test]
    public void Cancellation_ends_the_list_between_items()
    {
        using var cancellation = new CancellationTokenSource();
        var seen = new List<int>();

        Assert.That(
            async () =>
            {
                await foreach (var item in Pages.WithCancellation(cancellation.Token))
                {
                    seen.Add(item);
                    cancellation.Cancel();
                }
            },
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(seen, Is.EqualTo([1]));
    }

    [Test]
    public void Page_has_the_given_response()
    {
        var response = new ApiResponse(206, requestId: "r");
        Assert.That(new Page<int>([1], null, response).Response, Is.SameAs(response));
    }

    [Test]
    public void Missing_arguments_are_named()
    {
        Assert.That(() => AsyncPageable.FromItems<int>(null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("items"));
        Assert.That(() => AsyncPageable.FromPages<int>(null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("pages"));
        Assert.That(() => new Page<int>(null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("items"));
        Assert.That(() => new ApiResponse(99), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new NotFoundException { StatusCode = 1000 }, Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Headers_of_a_response_ignore_case_and_have_repeated_values()
    {
        var response = new ApiResponse(200, [new("Link", "a"), new("link", "b"), new("X", "")], "r", new RateLimit(1, 0, default));

        Assert.That(response.Headers["LINK"], Is.EqualTo(["a", "b"]));
        Assert.That((response.RequestId, response.RateLimit!.Value.Limit), Is.EqualTo(("r", 1)));
    }
}
