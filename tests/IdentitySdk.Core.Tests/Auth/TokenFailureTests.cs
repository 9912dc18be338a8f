using System.Net;
using Microsoft.Extensions.Logging;

namespace IdentitySdk.Tests.Auth;

/// <summary>Exceptions of calls whose token request failed.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[TestFixtureSource(typeof(VendorClient), nameof(VendorClient.Kinds))]
public sealed class TokenFailureTests(string kind) : VendorTokenTests(kind)
{
    [TestCase(400)]
    [TestCase(401)]
    [TestCase(403)]
    [TestCase(404)]
    [TestCase(409)]
    [TestCase(412)]
    [TestCase(429)]
    [TestCase(500)]
    [TestCase(503)]
    public async Task Refused_token_request_throws_CredentialException_with_a_known_outcome(int status)
    {
        Transport.RespondToTokenRequests((HttpStatusCode)status);
        await AssertFailsAsync(() => GetAsync());
        var exception = await AssertFailsAsync(() => WriteAsync());
        Assert.That(exception.StatusCode, Is.EqualTo(IsFunction ? null : status));
    }

    [Test]
    public async Task Lost_connection_of_a_token_request_throws_CredentialException()
    {
        Transport.Token = _ => throw new HttpRequestException("lost", new IOException());
        await AssertFailsAsync(() => GetAsync());
        await AssertFailsAsync(() => WriteAsync());
    }

    [TestCase("\"mac\"")]
    [TestCase("\"N_A\"")]
    [TestCase("\"Basic\"")]
    [TestCase("\"DPoP\"")]
    [TestCase("5")]
    public async Task Token_of_an_unknown_type_throws_CredentialException(string type)
    {
        Transport.RespondToTokenRequests(HttpStatusCode.OK, $$"""{"access_token":"t1","token_type":{{type}},"expires_in":3600}""");
        if (!IsFunction)
        {
            await AssertFailsAsync(() => WriteAsync());
        }
    }

    [Test]
    public async Task Later_callers_get_exceptions_of_their_own_of_constant_size()
    {
        Transport.RespondToTokenRequests(HttpStatusCode.BadRequest, """{"error":"invalid_client"}""");
        var first = await AssertFailsAsync(() => GetAsync());
        var second = await AssertFailsAsync(() => GetAsync());
        CredentialException last = second;
        for (var call = 0; call < 300; call++)
        {
            last = await AssertFailsAsync(() => GetAsync());
        }

        Assert.That(Transport.TokenRequests, Is.EqualTo(1));
        Assert.That(last.ToString(), Has.Length.LessThanOrEqualTo(second.ToString().Length), "the length of the first copy");
        Assert.That(last, Is.Not.SameAs(second));
        Assert.That((last.Message, last.StatusCode, last.VendorCode), Is.EqualTo((first.Message, first.StatusCode, first.VendorCode)));
        Assert.That(last.InnerException, Is.SameAs(first.InnerException), "the cause is the same");
    }

    [Test]
    public async Task Callers_of_one_failed_request_get_exceptions_of_their_own()
    {
        var token = HangToken();
        var calls = Enumerable.Range(0, 20).Select(_ => GetAsync()).ToList();
        await WaitForTokenRequestsAsync(1);
        token.SetResult(ScriptedTransport.Response(400));
        var exceptions = new List<CredentialException>();
        foreach (var call in calls)
        {
            exceptions.Add(await AssertFailsAsync(() => call));
        }

        Assert.That(exceptions, Is.Unique);
    }

    [TestCase(400)]
    [TestCase(200)]
    public async Task Throwing_logger_changes_no_result(int status)
    {
        Client = Create(options => (options.LoggerFactory, options.TokenCache) = (new ThrowingLog(), FakeTokenCache.Throwing(new IOException())));
        Transport.RespondToTokenRequests((HttpStatusCode)status, status == 200 ? TokenTransport.ValidToken : "");
        for (var call = 0; call < 5; call++)
        {
            if (status == 200)
            {
                Assert.That(await GetAsync(), Is.Not.Null);
            }
            else
            {
                await AssertFailsAsync(() => GetAsync());
            }
        }

        Assert.That(Transport.TokenRequests, Is.EqualTo(1));
    }

    [TestCase(401, "Fri, 31 Dec 9999 23:59:59 GMT")]
    [TestCase(401, "Mon, 01 Jan 0001 00:00:00 GMT")]
    public async Task Implausible_date_header_is_ignored(int status, string date)
    {
        Transport.Token = _ => Task.FromResult(ScriptedTransport.Response(status, """{"error":"invalid_client"}""", ("Date", date)));
        await AssertFailsAsync(() => GetAsync());
        await AssertRecoversAsync(TokenTransport.ValidToken);
    }

    [TestCase("9999-12-31T23:59:59Z")]
    [TestCase("0001-01-01T00:00:00Z")]
    public async Task Implausible_creation_time_is_ignored(string created)
    {
        await AssertRecoversAsync($$"""{"access_token":"t1","expires_in":36000,"created_at":"{{created}}"}""");
        Clock.Advance(TimeSpan.FromMinutes(30));
        await GetAsync();
        Assert.That(Transport.TokenRequests, Is.EqualTo(1), "an implausible creation time is replaced by the current time");
    }

    private async Task AssertRecoversAsync(string body)
    {
        Clock.Advance(TimeSpan.FromSeconds(2));
        Transport.RespondToTokenRequests(HttpStatusCode.OK, body);
        Assert.That(await GetAsync(), Is.Not.Null);
    }

    private sealed class ThrowingLog : ILoggerFactory, ILogger
    {
        public void AddProvider(ILoggerProvider provider)
        {
        }

        public ILogger CreateLogger(string categoryName) => this;

        public void Dispose()
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => throw new IOException("disk full");

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new IOException("disk full");
    }
}
