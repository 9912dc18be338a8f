using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>The end of a list: an array that is the whole list, or an object without a cursor.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class OnePageTests : IDisposable
{
    private readonly TestApi _api = new();

    public void Dispose() => _api.Dispose();

    [Test]
    public async Task Array_read_as_a_single_page_must_not_link_to_a_next_page()
    {
        _api.Transport.Respond(200, "[\"a\"]", ("Link", "</things?after=1>; rel=\"next\""));
        var exception = (await Assert.ThrowsAsync<InvalidResponseException>(() => ListAsync(new ArrayPaging())))!;
        Assert.That(exception.Path, Is.EqualTo("Link"));
        Assert.That(exception.InnerException!.Message, Does.Contain("link to a next page").And.Contain("single page"));
    }

    [Test]
    public async Task Array_read_as_a_single_page_may_have_other_links()
    {
        _api.Transport.Respond(200, "[\"a\",\"b\"]", ("Link", "</things>; rel=\"self\""));
        Assert.That(await ListAsync(new ArrayPaging()), Is.EqualTo("ab"));
    }

    [TestCase("""{"items":["a"],"next":""}""", null, Description = "an empty cursor would request the first page again")]
    [TestCase("""{"items":["a"],"next":null}""", null)]
    [TestCase("""{"items":["a"]}""", null)]
    [TestCase("""{"items":["a"],"next":"0"}""", "0")]
    public async Task Missing_null_or_empty_cursor_means_the_last_page(string body, string? cursor)
    {
        _api.Transport.Respond(200, body);
        var page = await _api.List(new CursorPaging("next") { Items = "items", Cursor = "at" }).AsPages().FirstAsync();
        Assert.That((page.NextCursor, page.ContinuationToken is null), Is.EqualTo((cursor, cursor is null)));
    }

    private async Task<string> ListAsync(PagingStyle style) => string.Concat(await _api.List(style).ToListAsync());
}
