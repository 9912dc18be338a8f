using IdentitySdk.Core;
using Microsoft.Extensions.Time.Testing;

namespace IdentitySdk.Tests.Auth;

/// <summary>What the exception says when a token takes too long: which options bound it, and that it was time.</summary>
public sealed class TokenTimeoutTests
{
    [Test]
    public void A_refresh_that_was_given_up_says_which_options_bound_it() =>
        AssertSaysWhy((CredentialException)TokenFailure.Describe(new OperationCanceledException(), "Test"));

    [Test]
    public async Task A_wait_that_was_given_up_says_the_same_and_counts_for_the_attempt()
    {
        var clock = new FakeTimeProvider();
        using var call = new OperationContext(
            new ApiRequest("GET", "/things"), TimeSpan.FromSeconds(3), TimeSpan.FromMinutes(1), clock.GetTimestamp(), default);
        var never = new TaskCompletionSource<AccessToken>();
        var waiting = TokenWait.AwaitAsync(never.Task, call, "Test", clock, default);
        clock.Advance(TimeSpan.FromSeconds(3));

        AssertSaysWhy((await Assert.ThrowsAsync<CredentialException>(() => waiting))!);
        Assert.That(call.TokenWait, Is.EqualTo(TimeSpan.FromSeconds(3)));
    }

    private static void AssertSaysWhy(CredentialException fault)
    {
        Assert.That(fault.Message, Is.EqualTo("Test access token: none came within AttemptTimeout or Retry.MaxTotalTime."));
        Assert.That(fault.InnerException, Is.TypeOf<TimeoutException>().With.Message.EqualTo("The access token took too long."));
        Assert.That(fault.InnerException!.InnerException, Is.InstanceOf<OperationCanceledException>());
    }
}
