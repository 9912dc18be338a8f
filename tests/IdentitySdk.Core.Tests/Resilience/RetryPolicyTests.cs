using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>The retry policy: which outcomes it retries, for which reason, and what ends it.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RetryPolicyTests : IDisposable
{
    private readonly TestApi _api = new();
    private readonly HttpRequestMessage _message = new(HttpMethod.Get, "https://vendor.example/things");

    public void Dispose()
    {
        _message.Dispose();
        _api.Dispose();
    }

    [TestCase(1, 503, true)]
    [TestCase(1, 404, false)]
    [TestCase(0, 503, false, Description = "no retries are allowed")]
    public void Operation_is_retried_if_its_outcome_and_options_allow_it(int retries, int status, bool expected)
    {
        using var context = WithResponse(status, new ApiError());
        Assert.That(Policy(retries).IsRetried(context, null), Is.EqualTo(expected));
    }

    [Test]
    public void Success_is_not_retried()
    {
        using var context = WithResponse(200, null);
        Assert.That(Policy(3).IsRetried(context, null), Is.False);
    }

    [TestCase(null, 4, Description = "the client's options")]
    [TestCase(1, 2, Description = "the operation's own options")]
    public async Task Policy_makes_as_many_retries_as_the_options_allow(int? retries, int expected)
    {
        using var context = Context(_message, retries);
        var attempts = 0;
        using var response = await Policy(3).For(_message).ExecuteAsync(() =>
        {
            attempts++;
            context.BeginResponse(new ApiResponse(503));
            context.EndResponse(ResponseBody.Empty, new ApiError(), null);
            return Task.FromResult(Response(503));
        });
        Assert.That(attempts, Is.EqualTo(expected));
    }

    [TestCase(200, 429, "429", Description = "the status in the body of a success")]
    [TestCase(200, null, "200")]
    [TestCase(300, 429, "300", Description = "no success, so the HTTP status counts")]
    [TestCase(503, 429, "503")]
    public async Task Reason_of_a_retry_is_the_status_that_counts(int status, int? reported, string expected)
    {
        using var context = WithResponse(status, new ApiError { Status = reported, IsRateLimited = true });
        var attempts = 0;
        using var response = await Policy(1).For(_message).ExecuteAsync(() => Task.FromResult(Response(++attempts == 1 ? status : 200)));
        Assert.That(attempts, Is.EqualTo(2));
        Assert.That(_api.Log.Events.Single(each => each.Id.Name == "Retrying").Values["Reason"], Is.EqualTo(expected));
    }

    [Test]
    public async Task Call_cancelled_before_an_immediate_retry_has_the_callers_token()
    {
        using var cancelled = new CancellationTokenSource();
        using var context = WithResponse(503, new ApiError(), cancelled.Token);
        var attempts = 0;
        var exception = await Assert.CatchAsync<OperationCanceledException>(() => Policy(3).For(_message).ExecuteAsync(async () =>
        {
            attempts++;
            await cancelled.CancelAsync();
            return Response(503);
        }));
        Assert.That((attempts, exception!.CancellationToken), Is.EqualTo((1, cancelled.Token)));
    }

    [Test]
    public async Task Response_that_is_not_retried_is_returned_after_a_cancellation()
    {
        using var cancelled = new CancellationTokenSource();
        using var context = WithResponse(200, null);
        _api.Transport.Then(async _ =>
        {
            await cancelled.CancelAsync();
            return Response(200);
        });
        using var invoker = new HttpMessageInvoker(new RetryHandler(Policy(3)) { InnerHandler = _api.Transport });
        using var response = await invoker.SendAsync(_message, cancelled.Token);
        Assert.That((int)response.StatusCode, Is.EqualTo(200));
    }

    private RetryPolicy Policy(int retries) =>
        new(_api.Vendor, new RetryOptions { MaxRetries = retries, BaseDelay = TimeSpan.Zero }, _api.Clock, static () => 0, _api.Log);

    /// <summary>An operation whose latest attempt has a response.</summary>
    private OperationContext WithResponse(int status, ApiError? error, CancellationToken cancellationToken = default)
    {
        var context = Context(_message, cancellationToken: cancellationToken);
        context.BeginResponse(new ApiResponse(status));
        context.EndResponse(ResponseBody.Empty, error, null);
        return context;
    }

    private static OperationContext Context(HttpRequestMessage message, int? retries = null, CancellationToken cancellationToken = default)
    {
        var context = new OperationContext(new ApiRequest("GET", "/things"), TimeSpan.FromSeconds(100), TimeSpan.FromSeconds(300), 0, cancellationToken)
        {
            Retry = retries is { } most ? new RetryOptions { MaxRetries = most } : null,
        };
        context.Attach(message);
        return context;
    }

    private HttpResponseMessage Response(int status)
    {
        var response = ScriptedTransport.Response(status);
        response.RequestMessage = _message;
        return response;
    }
}
