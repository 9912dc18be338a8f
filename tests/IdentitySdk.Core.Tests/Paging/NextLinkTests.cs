using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>Links to the next page: only the cursor is taken from them, and only from a trusted origin.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class NextLinkTests : IDisposable
{
    private static readonly LinkPaging s_style = new() { Cursor = "after", Size = "limit" };
    private readonly TestApi _api = new();

    public void Dispose() => _api.Dispose();

    [TestCase("/things?after=1")]
    [TestCase("?after=1")]
    [TestCase("https://vendor.example/other/path?after=1&limit=99&filter=stolen")]
    [TestCase("HTTPS://VENDOR.example:443/?after=1")]
    public async Task Link_to_the_same_origin_contributes_only_the_cursor(string link)
    {
        _api.Transport.Respond(200, "[\"a\"]", ("Link", $"<{link}>; rel=\"next\"")).Respond(200, "[\"b\"]");
        Assert.That(await ListAsync(new ApiRequest("GET", "/things").Query("filter", "mine")), Is.EqualTo("ab"));
        Assert.That(_api.Transport.Sent[1].Address.AbsoluteUri, Is.EqualTo("https://vendor.example/things?filter=mine&after=1"));
    }

    [Test]
    public async Task Link_to_a_trusted_origin_contributes_only_the_cursor()
    {
        _api.Options.TrustedOrigins.Add(new Uri("https://gateway.example"));
        _api.Transport.Respond(200, "[\"a\"]", ("Link", "<https://gateway.example/elsewhere?after=1&x=2>; rel=\"next\"")).Respond(200, "[\"b\"]");
        Assert.That(await ListAsync(), Is.EqualTo("ab"));
        Assert.That(_api.Transport.Sent[1].Address.AbsoluteUri, Is.EqualTo("https://vendor.example/things?after=1"));
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
    public async Task Link_to_another_origin_or_without_a_cursor_is_refused_and_nothing_is_sent(string link, string reason)
    {
        _api.Transport.Respond(200, "[\"a\"]", ("Link", $"<{link}>; rel=\"next\""), ("X-Request-Id", "id-1"));
        var exception = (await Assert.ThrowsAsync<InvalidResponseException>(() => ListAsync()))!;
        Assert.That(_api.Transport.Sent, Has.Count.EqualTo(1));
        Assert.That(exception.RequestId, Is.EqualTo("id-1"));
        Assert.That(exception.Path, Is.EqualTo("Link"));
        Assert.That(exception.InnerException!.Message, Does.Contain(reason));
        Assert.That(exception.Message, Does.Contain(reason));
        Assert.That(exception.Message.Contains("TrustedOrigins"), Is.EqualTo(reason == "another origin"));
        Assert.That(exception.ToString(), Does.Not.Contain("after=1"));
    }

    [Test]
    public async Task Link_to_another_origin_is_named_without_user_info()
    {
        _api.Transport.Respond(200, "[]", ("Link", "<https://secret@evil.example/?after=1>; rel=\"next\""));
        var exception = await Assert.ThrowsAsync<InvalidResponseException>(() => ListAsync());
        Assert.That(exception!.Message, Does.Contain("https://evil.example;").And.Not.Contain("secret"));
    }

    [TestCase("<https://")]
    [TestCase("<")]
    [TestCase("https://vendor.example/things?after=1; rel=next")]
    [TestCase("<https://vendor.example/things?after=1>; rel='next'")]
    [TestCase("&lt;https://vendor.example/things?after=1&gt;; rel=\"next\"")]
    [TestCase("<https://vendor.example/self>; rel=\"self\"; <https://vendor.example/things?after=1>; rel=\"next\"")]
    [TestCase("<https://vendor.example/things?after=1>")]
    [TestCase("<https://vendor.example/things?after=1>; rel=[next]")]
    [TestCase("<https://vendor.example/self>; title=\"x; rel=self, <https://vendor.example/things?after=1>; rel=next")]
    public async Task Malformed_link_header_is_an_error_not_the_end_of_the_list(string link)
    {
        _api.Transport.Respond(200, "[\"a\"]", ("Link", link));
        var exception = await Assert.ThrowsAsync<InvalidResponseException>(() => ListAsync());
        Assert.That(exception!.Message, Does.Contain("Link header"));
    }

    private async Task<string> ListAsync(ApiRequest? request = null) => string.Concat(await _api.List(s_style, request).ToListAsync());
}
