using System.Net;
using IdentitySdk.Agilicus;
using RichardSzalay.MockHttp;

namespace IdentitySdk.Tests;

/// <summary>Agilicus' error bodies, as exceptions, and its email cursor.</summary>
public sealed class AgilicusErrorTests
{
    [TestCase(400, """{"error_message":"m","error_code":"PAGE_KEY"}""", typeof(InvalidRequestException), "PAGE_KEY", "m")]
    [TestCase(404, """{"error_message":"m"}""", typeof(NotFoundException), null, "m")]
    [TestCase(404, "", typeof(InvalidResponseException), null, null)]
    [TestCase(404, """{"error_message":"m"}""", typeof(NotFoundException), null, "m")]
    [TestCase(404, "<html></html>", typeof(InvalidResponseException), null, null)]
    [TestCase(409, """{"id":"u1","email":"jane@example.com"}""", typeof(AlreadyExistsException), null, null)]
    [TestCase(409, """{"metadata":{"id":"s1"},"spec":{}}""", typeof(AlreadyExistsException), null, null)]
    [TestCase(409, """{"error_message":"m","error_code":"exists"}""", typeof(AlreadyExistsException), "exists", "m")]
    [TestCase(409, "<html></html>", typeof(InvalidResponseException), null, null)]
    [TestCase(409, """{"status":409,"message":"x"}""", typeof(InvalidResponseException), null, null)]
    [TestCase(409, "", typeof(InvalidResponseException), null, null)]
    [TestCase(200, """{"error_message":"m"}""", typeof(InvalidResponseException), null, "m")]
    [TestCase(200, """{"extra":{"error_message":"x"},"error_code":"c","error_message":"m"}""", typeof(InvalidResponseException), "c", "m")]
    [TestCase(400, """{"error":"invalid_grant","error_description":"m"}""", typeof(InvalidRequestException), "invalid_grant", "m")]
    [TestCase(429, "", typeof(RateLimitedException), null, null)]
    [TestCase(500, "not json", typeof(ServerException), null, null)]
    public async Task Error_body_of_any_shape_is_read(int status, string body, Type type, string? code, string? message)
    {
        var transport = new MockHttpMessageHandler();
        transport.When("*").Respond((HttpStatusCode)status, "application/json", body);
        using var agilicus = CreateClient(transport);
        var exception = (await Assert.CatchAsync<IdentityApiException>(() => agilicus.Users.GetAsync("u1")))!;
        Assert.That(exception, Is.TypeOf(type));
        Assert.That(exception.VendorCode, Is.EqualTo(code));
        Assert.That(exception.VendorMessage, Is.EqualTo(message));
        Assert.That(exception.RawBody, Is.EqualTo(body));
        Assert.That(exception.ToString(), Does.Not.Contain("jane"));
    }

    [TestCase("""{"id":"u1","error_message":""}""")]
    [TestCase("""{"id":"u1","error_message":null,"error_code":{}}""")]
    [TestCase("""{"id":"u1","inner":{"error_message":"m"},"text":"error_code"}""")]
    public async Task Members_without_an_error_are_a_success(string body)
    {
        var transport = new MockHttpMessageHandler();
        transport.When("*").Respond("application/json", body);
        using var agilicus = CreateClient(transport);
        Assert.That((await agilicus.Users.GetAsync("u1")).Id, Is.EqualTo("u1"));
    }

    [TestCase(409, "<html></html>")]
    [TestCase(201, """{"error_message":"m"}""")]
    public async Task Undocumented_response_to_a_creation_has_an_unknown_outcome(int status, string body)
    {
        var transport = new MockHttpMessageHandler();
        transport.When("*").Respond((HttpStatusCode)status, "application/json", body);
        using var agilicus = CreateClient(transport);
        var user = new User { Email = "jane@example.com", OrgId = "o1" };
        var exception = await Assert.ThrowsAsync<InvalidResponseException>(() => agilicus.Users.CreateAsync(user));
        Assert.That(exception!.IsOutcomeUnknown, Is.True);
    }

    [TestCase("{}")]
    [TestCase("[]")]
    [TestCase("false")]
    [TestCase("[\"x\"]")]
    public async Task Cursor_that_is_not_text_throws(string cursor)
    {
        var transport = new MockHttpMessageHandler();
        var sent = transport.When("*").Respond("application/json", $$"""{"users":[{"id":"u1"}],"next_page_email":{{cursor}}}""");
        using var agilicus = CreateClient(transport);
        var exception = await Assert.ThrowsAsync<InvalidResponseException>(async () => await agilicus.Users.ListAllAsync().ToListAsync());
        Assert.That(exception!.Path, Is.EqualTo("$.next_page_email"));
        Assert.That(transport.GetMatchCount(sent), Is.EqualTo(1));
    }

    [TestCase("\"a@example.com\"", false)]
    [TestCase("7", false)]
    [TestCase("{}", false)]
    [TestCase("\"\"", true)]
    [TestCase("null", true)]
    public async Task Single_page_list_with_a_cursor_throws(string cursor, bool isLast)
    {
        var transport = new MockHttpMessageHandler();
        transport.When("*").Respond("application/json", $$"""{"next_page_email":{{cursor}},"service_accounts":[{"metadata":{"id":"s1"} }]}""");
        using var agilicus = CreateClient(transport);
        var list = async () => await agilicus.ServiceAccounts.ListAllAsync().ToListAsync();
        Assert.That(list, isLast ? Throws.Nothing : Throws.TypeOf<InvalidResponseException>());
    }

    [TestCase("\"\"")]
    [TestCase("null")]
    [TestCase(null)]
    public async Task List_starts_with_an_empty_cursor_and_ends_without_one(string? lastCursor)
    {
        var transport = new MockHttpMessageHandler();
        var first = transport.When("*").WithExactQueryString("previous_email=")
            .Respond("application/json", """{"users":[{"id":"u1"}],"next_page_email":"b+c@example.com"}""");
        var second = transport.When("*").WithExactQueryString("previous_email=b%2Bc%40example.com")
            .Respond("application/json", "{\"users\":[{\"id\":\"u2\"}]" + (lastCursor is null ? "}" : $",\"next_page_email\":{lastCursor}}}"));
        using var agilicus = CreateClient(transport);
        var ids = new List<string?>();
        await foreach (var user in agilicus.Users.ListAllAsync())
        {
            ids.Add(user.Id);
        }

        Assert.That(ids, Is.EqualTo(new[] { "u1", "u2" }));
        Assert.That((transport.GetMatchCount(first), transport.GetMatchCount(second)), Is.EqualTo((1, 1)));
    }

    private static AgilicusClient CreateClient(MockHttpMessageHandler transport) => new(new AgilicusClientOptions
    {
        BaseAddress = new Uri("https://api.agilicus.example"),
        Credential = AgilicusCredential.AccessToken("token"),
        Transport = transport,
        Retry = new RetryOptions { MaxRetries = 0 },
    });
}
