using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>Where a list ends: at an array that is the whole list, and at an object without a cursor.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class OnePageTests : IDisposable
{
    private readonly TestApi _api = new();

    public void Dispose() => _api.Dispose();

    [Test]
    public async Task An_array_that_is_the_whole_list_must_not_have_a_link_to_a_next_page()
    {
        _api.Transport.Respond(200, "[\"a\"]", ("Link", "</things?after=1>; rel=\"next\""));
        var exception = (await Assert.ThrowsAsync<InvalidResponseException>(() => ListAsync(new ArrayPaging())))!;
        Assert.That(exception.Path, Is.EqualTo("Link"));
        Assert.That(exception.InnerException!.Message, Does.Contain("link to a next page").And.Contain("one page"));
    }

    [Test]
    public async Task An_array_that_is_the_whole_list_may_have_other_links()
    {
        _api.Transport.Respond(200, "[\"a\",\"b\"]", ("Link", "</things>; rel=\"self\""));
        Assert.That(await ListAsync(new ArrayPaging()), Is.EqualTo("ab"));
    }

    [TestCase("""{"items":["a"],"next":""}""", null, Description = "empty means the last page, or the list would begin anew")]
    [TestCase("""{"items":["a"],"next":null}""", null)]
    [TestCase("""{"items":["a"]}""", null)]
    [TestCase("""{"items":["a"],"next":"0"}""", "0")]
    public async Task A_cursor_that_is_missing_null_or_empty_means_the_last_page(string body, string? cursor)
    {
        _api.Transport.Respond(200, body);
        var page = await _api.List(new CursorPaging("next") { Items = "items", Cursor = "at" }).AsPages().FirstAsync();
        Assert.That((page.NextCursor, page.ContinuationToken is null), Is.EqualTo((cursor, cursor is null)));
    }

    private async Task<string> ListAsync(PagingStyle style) => string.Concat(await _api.List(style).ToListAsync());
}
