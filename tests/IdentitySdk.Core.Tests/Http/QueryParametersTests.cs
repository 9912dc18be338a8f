using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>Query parameters that a caller adds to a single call.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class QueryParametersTests : IDisposable
{
    private readonly TestApi _api = new();

    public void Dispose() => _api.Dispose();

    [Test]
    public void Indexer_replaces_a_parameter_and_Add_adds_another()
    {
        var query = new QueryParameters { { "a", "1" }, { "a", "2" }, { "b", "" } };
        query["a"] = "3";

        Assert.That(query, Is.EqualTo(new KeyValuePair<string, string>[] { new("b", ""), new("a", "3") }));
        Assert.That(query.ToString(), Is.EqualTo("2 parameters"));
    }

    [TestCase("", "x")]
    [TestCase(null, "x")]
    [TestCase("a", null)]
    public void Name_or_value_that_cannot_be_sent_is_refused(string? name, string? value)
    {
        Assert.That(() => new QueryParameters { { name!, value! } }, Throws.InstanceOf<ArgumentException>());
        Assert.That(() => new QueryParameters { [name!] = value! }, Throws.InstanceOf<ArgumentException>());
    }

    // Not test cases: a compiled attribute cannot contain half of a surrogate pair.
    [Test]
    public void Half_of_a_surrogate_pair_is_refused()
    {
        Assert.That(() => new QueryParameters { ["a\ud800"] = "x" }, Throws.ArgumentException);
        Assert.That(() => new QueryParameters { ["a"] = "x\udc00" }, Throws.ArgumentException);
        Assert.That(new QueryParameters { ["a"] = "\U0001F600" }, Has.One.Items);
    }

    [Test]
    public async Task Parameters_of_one_call_are_not_sent_with_the_next()
    {
        _api.Transport.Respond(200, "{}").Respond(200, "{}");
        await _api.GetAsync(new RequestOptions { Query = { ["a b"] = "é\n" } });
        await _api.GetAsync();

        Assert.That(_api.Transport.Sent.Select(sent => sent.Address.Query), Is.EqualTo(new[] { "?a%20b=%C3%A9%0A", "" }));
    }

    [Test]
    public async Task List_sends_the_parameters_with_every_page_despite_later_changes()
    {
        _api.Transport.Respond(200, "[\"a\"]", ("Link", "<?after=2>; rel=\"next\"")).Respond(200, "[\"b\"]");
        var options = new RequestOptions { Query = { ["include"] = "x" } };
        var list = _api.List(Style, options: options);
        options.Query["include"] = "y";

        var pages = new List<string>();
        await foreach (var item in list)
        {
            pages.Add(item);
        }

        Assert.That(pages, Is.EqualTo(new[] { "a", "b" }));
        Assert.That(_api.Transport.Sent.Select(sent => sent.Address.Query), Is.EqualTo(new[] { "?include=x", "?include=x&after=2" }));
    }

    [TestCase("after")]
    [TestCase("Limit")]
    public void List_refuses_parameters_of_its_paging_when_it_is_created(string name) =>
        Assert.That(() => _api.List(Style, options: new RequestOptions { Query = { [name] = "x" } }), Throws.ArgumentException.With.Message.Contains(name));

    [Test]
    public async Task Continuation_token_is_valid_only_with_the_same_parameters_in_any_order()
    {
        _api.Transport.Respond(200, "[]", ("Link", "<?after=2>; rel=\"next\"")).Respond(200, "[]");
        var token = await FirstTokenAsync(new RequestOptions { Query = { ["a"] = "1", ["b"] = "2" } });

        Assert.That(() => _api.List(Style).AsPages(token), Throws.ArgumentException);
        Assert.That(() => Resume(("a", "1")), Throws.ArgumentException);
        Assert.That(() => Resume(("a", "1"), ("b", "3")), Throws.ArgumentException);
        await foreach (var page in Resume(("b", "2"), ("a", "1")))
        {
            Assert.That(page.ContinuationToken, Is.Null);
        }

        IAsyncEnumerable<Page<string>> Resume(params (string Name, string Value)[] query)
        {
            var options = new RequestOptions();
            foreach (var (name, value) in query)
            {
                options.Query.Add(name, value);
            }

            return _api.List(Style, options: options).AsPages(token);
        }
    }

    [Test]
    public void Half_of_a_surrogate_pair_in_an_operations_own_parameter_is_refused() =>
        Assert.That(() => new ApiRequest("GET", "/things").Query("q", "a\ud800"), Throws.ArgumentException.With.Message.Contains("'q'"));

    private static LinkPaging Style => new() { Cursor = "after", Size = "limit" };

    private async Task<string> FirstTokenAsync(RequestOptions options)
    {
        await foreach (var page in _api.List(Style, options: options).AsPages())
        {
            return page.ContinuationToken!;
        }

        throw new AssertionException("The list has no page.");
    }
}
