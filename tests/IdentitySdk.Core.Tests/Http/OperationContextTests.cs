using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>The state of one operation: its remaining time, and what a retry clears.</summary>
public sealed class OperationContextTests
{
    private readonly TestClock _clock = new();

    [TestCase(9, 1)]
    [TestCase(10, 0)]
    [TestCase(11, 0)]
    public void Remaining_time_is_never_negative(int elapsed, int remaining)
    {
        using var context = Context(attempt: Timeout.InfiniteTimeSpan);
        _clock.Advance(TimeSpan.FromSeconds(elapsed));

        Assert.That((context.Remaining(_clock), context.RemainingOfAttempt(_clock)), Is.EqualTo((Seconds(remaining), Seconds(remaining))));
    }

    [TestCase(0, 0, 4)]
    [TestCase(0, 3, 1)]
    [TestCase(0, 5, 0)]
    [TestCase(7, 0, 3)]
    public void Remaining_time_of_an_attempt_excludes_the_wait_for_a_token(int elapsed, int tokenWait, int remaining)
    {
        using var context = Context(attempt: Seconds(4));
        context.TokenWait = Seconds(tokenWait);
        _clock.Advance(TimeSpan.FromSeconds(elapsed));

        Assert.That(context.RemainingOfAttempt(_clock), Is.EqualTo(Seconds(remaining)));
    }

    [Test]
    public void Message_that_no_handler_copies_has_no_option()
    {
        using var context = Context(attempt: Seconds(4));
        using var own = new HttpRequestMessage();
        using var copied = new HttpRequestMessage();
        context.Attach(own, mayBeCopied: false);
        context.Attach(copied);

        Assert.That((own.Options.Count(), copied.Options.Count()), Is.EqualTo((0, 1)));
    }

    [Test]
    public async Task Retry_clears_the_attempt_and_returns_its_body_to_the_pool()
    {
        using var context = Context(attempt: Seconds(4));
        context.BeginAttempt(hasSendGuard: false);
        using var response = new HttpResponseMessage();
        context.BeginResponse(new ApiResponse(response, "id-1", null));
        context.EndResponse(await ResponseBody.ReadAsync(new ByteArrayContent("{}"u8.ToArray()), 10, isSecret: false, default), null, null);
        context.BeginRetry(1, null);

        Assert.That((context.WasSent, context.Response, context.Body, context.FirstRequestId), Is.EqualTo((false, (ApiResponse?)null, ResponseBody.Empty, "id-1")));
    }

    [Test]
    public void Attempt_begins_without_the_response_of_the_previous_one()
    {
        using var context = Context(attempt: Seconds(4));
        context.BeginAttempt(hasSendGuard: false);
        context.BeginResponse(new ApiResponse(401));
        context.EndResponse(ResponseBody.Empty, new ApiError(), Seconds(1));
        context.BeginAttempt(hasSendGuard: false);

        Assert.That((context.Response, context.Error, context.RetryAfter), Is.EqualTo(((ApiResponse?)null, (ApiError?)null, (TimeSpan?)null)));
        Assert.That((context.Attempts, context.WasSent), Is.EqualTo((2, true)));
    }

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);

    private OperationContext Context(TimeSpan attempt) =>
        new(new ApiRequest("POST", "/things"), attempt, Seconds(10), _clock.GetTimestamp(), default);
}
