using IdentitySdk.Core;
using Microsoft.Extensions.Time.Testing;

namespace IdentitySdk.Tests.Auth;

/// <summary>The exception when a token takes too long names the options that limit the time.</summary>
public sealed class TokenTimeoutTests
{
    [Test]
    public void Exception_of_a_refresh_that_timed_out_names_the_options() =>
        AssertNamesTheOptions((CredentialException)TokenFailure.Convert(new OperationCanceledException(), "Test"));

    [Test]
    public async Task Exception_of_a_wait_that_timed_out_names_the_options()
    {
        var clock = new FakeTimeProvider();
        using var context = new OperationContext(
            new ApiRequest("GET", "/things"), TimeSpan.FromSeconds(3), TimeSpan.FromMinutes(1), clock.GetTimestamp(), default);
        var never = new TaskCompletionSource<AccessToken>();
        var waiting = TokenWait.AwaitAsync(never.Task, context, "Test", clock, default);
        clock.Advance(TimeSpan.FromSeconds(3));

        AssertNamesTheOptions((await Assert.ThrowsAsync<CredentialException>(() => waiting))!);
        Assert.That(context.TokenWait, Is.EqualTo(TimeSpan.FromSeconds(3)));
    }

    private static void AssertNamesTheOptions(CredentialException exception)
    {
        Assert.That(exception.Message, Is.EqualTo("Test access token: none was received within AttemptTimeout or Retry.MaxTotalTime."));
        Assert.That(exception.InnerException, Is.TypeOf<TimeoutException>().With.Message.EqualTo("The access token took too long."));
        Assert.That(exception.InnerException!.InnerException, Is.InstanceOf<OperationCanceledException>());
    }
}
