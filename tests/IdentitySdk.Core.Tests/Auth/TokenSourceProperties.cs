using CsCheck;
using IdentitySdk.Core;

namespace IdentitySdk.Tests.Auth;

/// <summary>Random sequences of events: there is one token request at a time, and no caller gets a token that has expired or was rejected.</summary>
public sealed class TokenSourceProperties
{
    private enum Step
    {
        Get,
        GetAndCancel,
        Respond,
        RespondShortLived,
        RespondSame,
        Fail,
        Reject,
        Wait,
    }

    [Test]
    public Task Any_sequence_of_events_makes_one_request_at_a_time_and_returns_valid_tokens() =>
        Gen.Enum<Step>().Array[1, 60].SampleAsync(RunAsync, iter: 400);

    private static async Task RunAsync(Step[] steps)
    {
        var vendor = new FakeTokenEndpoint();
        var open = default(TaskCompletionSource<AccessToken>);
        var issued = 0;
        var last = "none";
        var failures = 0;
        var backoffUntil = default(DateTimeOffset);
        var refreshing = Task.CompletedTask;
        var rejected = new HashSet<string>();
        var waiting = new List<(Task<AccessToken> Task, bool IsCancelled, int Failures)>();
        foreach (var step in steps)
        {
            switch (step)
            {
                case Step.Get or Step.GetAndCancel:
                    using (var cancel = new CancellationTokenSource())
                    {
                        var token = vendor.GetAsync(cancel.Token);
                        if (token.IsFaulted)
                        {
                            // Without a request, during the backoff of a failure.
                            await Assert.ThrowsAsync<CredentialException>(() => token);
                            Assert.That(vendor.Clock.GetUtcNow(), Is.LessThan(backoffUntil));
                        }
                        else if (token.IsCompleted)
                        {
                            // Without a request: the token must be neither expired nor rejected.
                            var current = await token;
                            Assert.That(rejected, Does.Not.Contain(current.Value));
                            Assert.That(current.ExpiresAt is null || current.ExpiresAt > vendor.Clock.GetUtcNow());
                        }
                        else if (step == Step.GetAndCancel)
                        {
                            await cancel.CancelAsync();
                            waiting.Add((token, true, failures));
                        }
                        else
                        {
                            waiting.Add((token, false, failures));
                        }
                    }

                    break;
                case Step.Respond or Step.RespondShortLived or Step.RespondSame or Step.Fail when open is not null:
                    var refresh = vendor.Source.PendingRefresh;
                    if (step == Step.Fail)
                    {
                        failures++;
                        backoffUntil = vendor.Clock.GetUtcNow() + TokenBackoff.MaxDelay;
                        open.SetException(new FakeTokenEndpoint.TestException());
                    }
                    else
                    {
                        last = step == Step.RespondSame && !rejected.Contains(last) && issued > 0 ? last : $"token{++issued}";
                        open.SetResult(vendor.Token(last, step == Step.RespondShortLived ? TimeSpan.FromSeconds(30) : TimeSpan.FromHours(1)));
                    }

                    open = null;
                    await refresh.ContinueWith(static _ => { }, TaskScheduler.Default);
                    break;
                case Step.Reject when vendor.Source.Current is { } current:
                    // A refresh is forced once in ten seconds; before that the rejected token stays.
                    vendor.Clock.Advance(TimeSpan.FromSeconds(10));
                    rejected.Add(current.Value);
                    vendor.Source.Reject(current.Value);
                    break;
                case Step.Wait:
                    vendor.Clock.Advance(TimeSpan.FromMinutes(20));
                    break;
            }

            Assert.That(refreshing.IsCompleted || vendor.Source.PendingRefresh == refreshing, "there is one refresh at a time");
            refreshing = vendor.Source.PendingRefresh;

            // The request of a new refresh arrives before the next step.
            if (open is null && !vendor.Source.PendingRefresh.IsCompleted)
            {
                open = await vendor.NextAsync();
            }
        }

        if (open is not null)
        {
            var refresh = vendor.Source.PendingRefresh;
            open.SetResult(vendor.Token("final"));
            await refresh;
        }

        foreach (var (task, isCancelled, failuresBefore) in waiting)
        {
            try
            {
                await task;
                Assert.That(isCancelled, Is.False);
            }
            catch (OperationCanceledException)
            {
                Assert.That(isCancelled, Is.True);
            }
            catch (FakeTokenEndpoint.TestException)
            {
                // A caller gets only failures after its call.
                Assert.That(failures, Is.GreaterThan(failuresBefore));
            }
        }

        Assert.That(vendor.MaxConcurrency, Is.LessThanOrEqualTo(1));
    }
}
