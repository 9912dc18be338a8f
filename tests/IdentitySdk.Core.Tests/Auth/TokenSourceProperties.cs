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
        Gen.Enum<Step>().Array[1, 60].SampleAsync(static steps => new Run().TakeAsync(steps), iter: 400);

    /// <summary>One sequence: the token source, its endpoint and the callers that wait.</summary>
    private sealed class Run
    {
        private readonly FakeTokenEndpoint _vendor = new();
        private readonly HashSet<string> _rejected = [];
        private readonly List<(Task<AccessToken> Task, bool IsCancelled, int Failures)> _waiting = [];
        private TaskCompletionSource<AccessToken>? _open;
        private int _issued;
        private string _last = "none";
        private int _failures;
        private DateTimeOffset _backoffUntil;

        public async Task TakeAsync(Step[] steps)
        {
            var refreshing = Task.CompletedTask;
            foreach (var step in steps)
            {
                await TakeAsync(step);
                Assert.That(refreshing.IsCompleted || _vendor.Source.PendingRefresh == refreshing, "there is one refresh at a time");
                refreshing = _vendor.Source.PendingRefresh;

                // The request of a new refresh arrives before the next step.
                if (_open is null && !refreshing.IsCompleted)
                {
                    _open = await _vendor.NextAsync();
                }
            }

            if (_open is not null)
            {
                _open.SetResult(_vendor.Token("final"));
                await refreshing;
            }

            foreach (var (task, isCancelled, failuresBefore) in _waiting)
            {
                await CheckAsync(task, isCancelled, failuresBefore);
            }

            Assert.That(_vendor.MaxConcurrency, Is.LessThanOrEqualTo(1));
        }

        private async Task TakeAsync(Step step)
        {
            switch (step)
            {
                case Step.Get or Step.GetAndCancel:
                    await GetAsync(isCancelled: step == Step.GetAndCancel);
                    break;
                case Step.Respond or Step.RespondShortLived or Step.RespondSame or Step.Fail when _open is { } open:
                    _open = null;
                    await RespondAsync(step, open);
                    break;
                case Step.Reject when _vendor.Source.Current is { } current:
                    // A refresh is forced once in ten seconds; before that the rejected token stays.
                    _vendor.Clock.Advance(TimeSpan.FromSeconds(10));
                    _rejected.Add(current.Value);
                    _vendor.Source.Reject(current.Value);
                    break;
                case Step.Wait:
                    _vendor.Clock.Advance(TimeSpan.FromMinutes(20));
                    break;
            }
        }

        private async Task GetAsync(bool isCancelled)
        {
            using var cancel = new CancellationTokenSource();
            var token = _vendor.GetAsync(cancel.Token);
            if (token.IsFaulted)
            {
                // Without a request, during the backoff of a failure.
                await Assert.ThrowsAsync<CredentialException>(() => token);
                Assert.That(_vendor.Clock.GetUtcNow(), Is.LessThan(_backoffUntil));
            }
            else if (token.IsCompleted)
            {
                // Without a request: the token must be neither expired nor rejected.
                var current = await token;
                Assert.That(_rejected, Does.Not.Contain(current.Value));
                Assert.That(current.ExpiresAt is null || current.ExpiresAt > _vendor.Clock.GetUtcNow());
            }
            else
            {
                if (isCancelled)
                {
                    await cancel.CancelAsync();
                }

                _waiting.Add((token, isCancelled, _failures));
            }
        }

        private async Task RespondAsync(Step step, TaskCompletionSource<AccessToken> open)
        {
            var refresh = _vendor.Source.PendingRefresh;
            if (step == Step.Fail)
            {
                _failures++;
                _backoffUntil = _vendor.Clock.GetUtcNow() + TokenBackoff.MaxDelay;
                open.SetException(new FakeTokenEndpoint.TestException());
            }
            else
            {
                _last = step == Step.RespondSame && !_rejected.Contains(_last) && _issued > 0 ? _last : $"token{++_issued}";
                open.SetResult(_vendor.Token(_last, step == Step.RespondShortLived ? TimeSpan.FromSeconds(30) : TimeSpan.FromHours(1)));
            }

            await refresh.ContinueWith(static _ => { }, TaskScheduler.Default);
        }

        private async Task CheckAsync(Task<AccessToken> task, bool isCancelled, int failuresBefore)
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
                Assert.That(_failures, Is.GreaterThan(failuresBefore));
            }
        }
    }
}
