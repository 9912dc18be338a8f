using CsCheck;
using IdentitySdk.Core;
using Microsoft.IdentityModel.Tokens;

namespace IdentitySdk.Tests;

/// <summary>Continuation tokens: what they contain, and where they are refused.</summary>
internal sealed class ContinuationTokenTests
{
    private static readonly LinkPaging s_style = new() { Cursor = "after", Size = "limit" };

    private static readonly Uri s_base = new("https://vendor.example");

    [Test]
    public void Any_cursor_round_trips() =>
        Gen.String[Gen.Char['\u0020', '\ud7ff'], 0, 200].Sample(cursor =>
            ContinuationToken.ReadCursor(List(), s_base, ContinuationToken.Create(List(), s_base, cursor), "t") == cursor);

    [Test]
    public void Any_other_string_is_an_ArgumentException() =>
        Gen.String.Sample(text => Assert.Throws<ArgumentException>(() => ContinuationToken.ReadCursor(List(), s_base, text, "t")));

    [Test]
    public void Token_is_safe_in_a_url() => Assert.That(ContinuationToken.Create(List(), s_base, "??>>~~"), Does.Match("^[A-Za-z0-9_-]+$"));

    [TestCaseSource(nameof(OtherLists))]
    public void Token_of_another_list_or_address_is_refused(PagedRequest<string> other, string address)
    {
        var token = CreateToken();
        Assert.That(
            () => ContinuationToken.ReadCursor(other, new Uri(address), token, "t"),
            Throws.ArgumentException.With.Property("ParamName").EqualTo("t").And.Message.Contains("continuation token"));
    }

    [Test]
    public void Trailing_slash_of_the_base_address_is_ignored()
    {
        var token = ContinuationToken.Create(List(), new Uri("https://vendor.example/tenant"), "cursor");
        Assert.That(ContinuationToken.ReadCursor(List(), new Uri("https://vendor.example/tenant/"), token, "t"), Is.EqualTo("cursor"));
    }

    [Test]
    public void Empty_cursor_makes_the_shortest_token()
    {
        var bytes = Base64UrlEncoder.DecodeBytes(ContinuationToken.Create(List(), s_base, ""));
        Assert.That(bytes, Has.Length.EqualTo(13));
        Assert.That(ReadCursor(bytes), Is.Empty);
        Assert.That(() => ReadCursor(bytes[..12]), Throws.ArgumentException.With.Message.Contains("not a continuation token"));
    }

    [Test]
    public void Token_of_another_version_is_refused()
    {
        var bytes = Base64UrlEncoder.DecodeBytes(CreateToken());
        bytes[0]++;
        Assert.That(() => ReadCursor(bytes), Throws.ArgumentException.With.Message.Contains("of this version"));
    }

    [Test]
    public void Token_with_any_digest_byte_changed_is_refused([Range(1, 12)] int position)
    {
        var bytes = Base64UrlEncoder.DecodeBytes(CreateToken());
        bytes[position] ^= 1;
        Assert.That(() => ReadCursor(bytes), Throws.ArgumentException.With.Message.Contains("another list"));
    }

    [Test]
    public void Stored_token_of_this_version_stays_readable()
    {
        // Callers store tokens, so the input of the digest must not change without a new version.
        const string Stored = "ASfeMc2x2mJFA355O2N1cnNvcg";
        var list = List(("limit", "10"), ("b", "2"), ("a", "1"));
        Assert.That(ContinuationToken.ReadCursor(list, s_base, Stored, "t"), Is.EqualTo("cursor"));
        Assert.That(ContinuationToken.Create(List(("a", "1"), ("b", "2")), s_base, "cursor"), Is.EqualTo(Stored), "the order of the filters does not matter");
    }

    [Test]
    public void Token_is_accepted_with_another_cursor_and_page_size()
    {
        var token = ContinuationToken.Create(List(("filter", "x"), ("limit", "10")), s_base, "cursor");
        Assert.That(ContinuationToken.ReadCursor(List(("after", "y"), ("filter", "x"), ("limit", "99")), s_base, token, "t"), Is.EqualTo("cursor"));
    }

    [Test]
    public void Filters_that_look_alike_when_joined_are_distinguished()
    {
        var token = ContinuationToken.Create(List(("a", "1&b=2")), s_base, "cursor");
        Assert.That(() => ContinuationToken.ReadCursor(List(("a", "1"), ("b", "2")), s_base, token, "t"), Throws.ArgumentException);
        Assert.That(() => ContinuationToken.ReadCursor(List(("a=1&b", "2")), s_base, token, "t"), Throws.ArgumentException);
    }

    [Test]
    public void Token_contains_the_cursor_but_no_ids_filters_or_address()
    {
        var token = ContinuationToken.Create(List("jane@example.com", ("filter", "S3cr3t")), s_base, "cursor");
        var base64 = token.Replace('-', '+').Replace('_', '/').PadRight((token.Length + 3) / 4 * 4, '=');
        var text = System.Text.Encoding.Latin1.GetString(Convert.FromBase64String(base64));

        Assert.That(text, Does.EndWith("cursor").And.Length.EqualTo(1 + 12 + "cursor".Length));
        Assert.That(text, Does.Not.Contain("jane").And.Not.Contain("S3cr3t").And.Not.Contain("vendor"));
    }

    private static string CreateToken() => ContinuationToken.Create(List(), s_base, "cursor");

    private static string ReadCursor(byte[] token) => ContinuationToken.ReadCursor(List(), s_base, Base64UrlEncoder.Encode(token), "t");

    private static IEnumerable<TestCaseData> OtherLists()
    {
        yield return Named("other filter", List(("filter", "x")), "https://vendor.example");
        yield return Named("other id", List(id: "other"), "https://vendor.example");
        yield return Named("other tenant", List(), "https://tenant-b.example");
        var otherVerb = new ApiRequest("POST", "/things/{id}/parts").Path("id", "id");
        yield return Named("other verb", List(otherVerb, s_style), "https://vendor.example");
        var sameRequest = new ApiRequest("GET", "/things/{id}/parts").Path("id", "id");
        yield return Named("list without a cursor", List(sameRequest, new LinkPaging()), "https://vendor.example");

        static TestCaseData Named(string name, PagedRequest<string> list, string address) => new TestCaseData(list, address).SetArgDisplayNames(name);
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
