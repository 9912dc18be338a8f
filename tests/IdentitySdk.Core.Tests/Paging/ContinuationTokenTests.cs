using CsCheck;
using IdentitySdk.Core;
using Microsoft.IdentityModel.Tokens;

namespace IdentitySdk.Tests;

internal sealed class ContinuationTokenTests
{
    private static readonly LinkPaging s_style = new() { Cursor = "after", Size = "limit" };

    private static readonly Uri s_base = new("https://vendor.example");

    [Test]
    public void Any_cursor_comes_back_as_it_was() =>
        Gen.String[Gen.Char['\u0020', '\ud7ff'], 0, 200].Sample(cursor => ContinuationToken.Cursor(List(), s_base, ContinuationToken.Create(List(), s_base, cursor), "t") == cursor);

    [Test]
    public void Any_other_text_is_refused_by_an_argument_exception() =>
        Gen.String.Sample(text => Assert.Throws<ArgumentException>(() => ContinuationToken.Cursor(List(), s_base, text, "t")));

    [Test]
    public void It_can_stand_in_an_address() => Assert.That(ContinuationToken.Create(List(), s_base, "??>>~~"), Does.Match("^[A-Za-z0-9_-]+$"));

    [TestCaseSource(nameof(Others))]
    public void It_is_refused_elsewhere(PagedRequest<string> other, string address)
    {
        var token = ContinuationToken.Create(List(), s_base, "cursor");
        Assert.That(() => ContinuationToken.Cursor(other, new Uri(address), token, "t"), Throws.ArgumentException.With.Property("ParamName").EqualTo("t").And.Message.Contains("continuation token"));
    }

    [Test]
    public void A_slash_at_the_end_of_the_base_address_is_no_difference()
    {
        var token = ContinuationToken.Create(List(), new Uri("https://vendor.example/tenant"), "cursor");
        Assert.That(ContinuationToken.Cursor(List(), new Uri("https://vendor.example/tenant/"), token, "t"), Is.EqualTo("cursor"));
    }

    [Test]
    public void An_empty_cursor_makes_the_shortest_token()
    {
        var bytes = Base64UrlEncoder.DecodeBytes(ContinuationToken.Create(List(), s_base, ""));
        Assert.That(bytes, Has.Length.EqualTo(13));
        Assert.That(ContinuationToken.Cursor(List(), s_base, Base64UrlEncoder.Encode(bytes), "t"), Is.Empty);
        Assert.That(() => ContinuationToken.Cursor(List(), s_base, Base64UrlEncoder.Encode(bytes[..12]), "t"), Throws.ArgumentException.With.Message.Contains("not a continuation token"));
    }

    [Test]
    public void A_token_of_another_version_is_refused()
    {
        var bytes = Base64UrlEncoder.DecodeBytes(ContinuationToken.Create(List(), s_base, "cursor"));
        bytes[0]++;
        Assert.That(() => ContinuationToken.Cursor(List(), s_base, Base64UrlEncoder.Encode(bytes), "t"), Throws.ArgumentException.With.Message.Contains("of this version"));
    }

    [Test]
    public void Any_bit_of_the_digest_counts([Range(1, 12)] int at)
    {
        var bytes = Base64UrlEncoder.DecodeBytes(ContinuationToken.Create(List(), s_base, "cursor"));
        bytes[at] ^= 1;
        Assert.That(() => ContinuationToken.Cursor(List(), s_base, Base64UrlEncoder.Encode(bytes), "t"), Throws.ArgumentException.With.Message.Contains("another list"));
    }

    [Test]
    public void Cursor_and_page_size_may_differ()
    {
        var token = ContinuationToken.Create(List(("filter", "x"), ("limit", "10")), s_base, "cursor");
        Assert.That(ContinuationToken.Cursor(List(("after", "y"), ("filter", "x"), ("limit", "99")), s_base, token, "t"), Is.EqualTo("cursor"));
    }

    [Test]
    public void Filters_that_look_alike_when_written_together_are_told_apart()
    {
        var token = ContinuationToken.Create(List(("a", "1&b=2")), s_base, "cursor");
        Assert.That(() => ContinuationToken.Cursor(List(("a", "1"), ("b", "2")), s_base, token, "t"), Throws.ArgumentException);
        Assert.That(() => ContinuationToken.Cursor(List(("a=1&b", "2")), s_base, token, "t"), Throws.ArgumentException);
    }

    [Test]
    public void It_holds_the_cursor_and_nothing_of_ids_filters_or_address()
    {
        var token = ContinuationToken.Create(List("jane@example.com", ("filter", "S3cr3t")), s_base, "cursor");
        var text = System.Text.Encoding.Latin1.GetString(Convert.FromBase64String(token.Replace('-', '+').Replace('_', '/').PadRight((token.Length + 3) / 4 * 4, '=')));

        Assert.That(text, Does.EndWith("cursor").And.Length.EqualTo(1 + 12 + "cursor".Length));
        Assert.That(text, Does.Not.Contain("jane").And.Not.Contain("S3cr3t").And.Not.Contain("vendor"));
    }

    private static IEnumerable<TestCaseData> Others()
    {
        yield return new TestCaseData(List(("filter", "x")), "https://vendor.example").SetArgDisplayNames("other filter");
        yield return new TestCaseData(List(id: "other"), "https://vendor.example").SetArgDisplayNames("other id");
        yield return new TestCaseData(List(), "https://tenant-b.example").SetArgDisplayNames("other tenant");
        yield return new TestCaseData(List(new ApiRequest("POST", "/things/{id}/parts").Path("id", "id"), s_style), "https://vendor.example").SetArgDisplayNames("other verb");
        yield return new TestCaseData(List(new ApiRequest("GET", "/things/{id}/parts").Path("id", "id"), new LinkPaging()), "https://vendor.example").SetArgDisplayNames("list without a cursor");
    }

    private static PagedRequest<string> List(params (string Name, string Value)[] query) => List("id", query);

    private static PagedRequest<string> List(string id, params (string Name, string Value)[] query)
    {
        var request = new ApiRequest("GET", "/things/{id}/parts").Path("id", id);
        foreach (var (name, value) in query)
        {
            request.Query(name, value);
        }

        return List(request, s_style);
    }

    private static PagedRequest<string> List(ApiRequest request, PagingStyle style) =>
        new(request, style, (ref ModelReader reader) => reader.ReadList((ref ModelReader item) => item.ReadString())!);
}
