using CsCheck;
using IdentitySdk.Core;

namespace IdentitySdk.Tests.Auth;

/// <summary>Whatever happens in whatever order, there is one token request at a time, and nobody gets a token that was known to be bad.</summary>
public sealed class TokenSourceProperties
{
    private enum Step
    {
        Ask,
        AskAndLeave,
        Answer,
        AnswerShort,
        AnswerSame,
        Fail,
        Reject,
        Wait,
    }

    [Test]
    public Task Any_interleaving_keeps_the_promises() =>
        Gen.Enum<Step>().Array[1, 60].SampleAsync(RunAsync, iter: 400);

    private static async Task RunAsync(Step[] steps)
    {
        var vendor = new FakeTokenEndpoint();
        var open = default(TaskCompletionSource<AccessToken>);
        var issued = 0;
        var last = "none";
        var failures = 0;
        var braked = default(DateTimeOffset);
        var current = Task.CompletedTask;
        var rejected = new HashSet<string>();
        var waiting = new List<(Task<AccessToken> Task, bool HasLeft, int Failures)>();
        foreach (var step in steps)
        {
            switch (step)
            {
                case Step.Ask or Step.AskAndLeave:
                    using (var cancel = new CancellationTokenSource())
                    {
                        var asked = vendor.Ask(cancel.Token);
                        if (asked.IsFaulted)
                        {
                            // Given at once, because a request has just failed.
                            await Assert.ThrowsAsync<CredentialException>(() => asked);
                            Assert.That(vendor.Clock.GetUtcNow(), Is.LessThan(braked));
                        }
                        else if (asked.IsCompleted)
                        {
                            // Given at once: it must be good by the clock, and not one that was refused.
                            var given = await asked;
                            Assert.That(rejected, Does.Not.Contain(given.Value));
                            Assert.That(given.ExpiresAt is null || given.ExpiresAt > vendor.Clock.GetUtcNow());
                        }
                        else if (step == Step.AskAndLeave)
                        {
                            await cancel.CancelAsync();
                            waiting.Add((asked, true, failures));
                        }
                        else
                        {
                            waiting.Add((asked, false, failures));
                        }
                    }

                    break;
                case Step.Answer or Step.AnswerShort or Step.AnswerSame or Step.Fail when open is not null:
                    var refresh = vendor.Source.PendingRefresh;
                    if (step == Step.Fail)
                    {
                        failures++;
                        braked = vendor.Clock.GetUtcNow() + TokenBrake.Longest;
                        open.SetException(new FakeTokenEndpoint.TestException());
                    }
                    else
                    {
                        last = step == Step.AnswerSame && !rejected.Contains(last) && issued > 0 ? last : $"token{++issued}";
                        open.SetResult(vendor.Token(last, step == Step.AnswerShort ? TimeSpan.FromSeconds(30) : TimeSpan.FromHours(1)));
                    }

                    open = null;
                    await refresh.ContinueWith(static _ => { }, TaskScheduler.Default);
                    break;
                case Step.Reject when vendor.Source.Current is { } token:
                    // More often than once in ten seconds no refresh is forced, and the refused token stays.
                    vendor.Clock.Advance(TimeSpan.FromSeconds(10));
                    rejected.Add(token.Value);
                    vendor.Source.Reject(token.Value);
                    break;
                case Step.Wait:
                    vendor.Clock.Advance(TimeSpan.FromMinutes(20));
                    break;
            }

            Assert.That(current.IsCompleted || vendor.Source.PendingRefresh == current, "as long as one refresh is under way there is no other");
            current = vendor.Source.PendingRefresh;

            // A refresh that has begun gets as far as the vendor before the next step.
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

        foreach (var (task, hasLeft, failuresBefore) in waiting)
        {
            try
            {
                await task;
                Assert.That(hasLeft, Is.False);
            }
            catch (OperationCanceledException)
            {
                Assert.That(hasLeft, Is.True);
            }
            catch (FakeTokenEndpoint.TestException)
            {
                // Only a failure after the caller came is the caller's.
                Assert.That(failures, Is.GreaterThan(failuresBefore));
            }
        }

        Assert.That(vendor.MostAtOnce, Is.LessThanOrEqualTo(1));
    }
}
