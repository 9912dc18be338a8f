using CsCheck;
using IdentitySdk.Testing;
using IdentitySdk.Tests.Authentication;

namespace IdentitySdk.Tests;

/// <summary>Transient faults in any order: a list is complete and in order, or ends with one typed exception.</summary>
public sealed class TransientFaultProperties
{
    private const int MaxRetries = 3;
    private const int PageSize = 3;

    private static readonly Fault s_none = Fault.Delay(TimeSpan.Zero);

    /// <summary>Each of these costs a call one retry.</summary>
    private static readonly Fault[] s_retried =
    [
        Fault.Status(500), Fault.Status(502), Fault.Status(503), Fault.Status(504), Fault.Status(408), Fault.Html(), Fault.EmptyBody(503), Fault.TruncatedBody,
        Fault.Html(429), Fault.Reset(), Fault.Reset(ResetPoint.InHeaders), Fault.Reset(ResetPoint.InBody), Fault.Status(503).WithHeader("Retry-After", "2"),
        Fault.RateLimited.WithHeader("X-RateLimit-Reset", "30"),
    ];

    /// <summary>These have no effect.</summary>
    private static readonly Fault[] s_harmless = [s_none, s_none, s_none, Fault.Delay(TimeSpan.FromSeconds(2))];

    private static readonly Gen<Fault> s_fault = Gen.Frequency(
        (6, OneOf(s_retried)), (4, OneOf(s_harmless)), (1, Gen.Const(Fault.EmptyMiddlePage)), (1, Gen.Const(Fault.ExpireToken)));

    private static readonly Gen<Fault> s_tokenFault = Gen.Frequency((1, OneOf(Fault.Html(), Fault.Html(429), Fault.Reset(), Fault.TruncatedBody)), (3, Gen.Const(s_none)));

    [TestCaseSource(typeof(EmulatorSession), nameof(EmulatorSession.Kinds))]
    public async Task List_is_complete_and_in_order_or_ends_with_one_typed_exception(string kind)
    {
        var (complete, failed) = (0, 0);
        await Gen.Select(s_fault.Array[0, 30], s_tokenFault.Array[0, 6]).SampleAsync(async (faults, tokenFaults) =>
        {
            var (clock, prefetch, revocations) = (new JumpingClock(), faults.Length % 2 == 0, 0);
            await using var session = await EmulatorSession.StartAsync(kind, clock, pageSize: PageSize, prefetch: prefetch);
            session.Emulator.Faults.Next(s_none);
            var emptyPages = 0;
            foreach (var fault in faults)
            {
                // An emulator has only a few cursors for one page, and only one of two concurrently fetched pages can force a token refresh.
                var isTooMuch = (fault == Fault.EmptyMiddlePage && ++emptyPages > 3) || (fault == Fault.ExpireToken && prefetch && ++revocations > 1);
                session.Emulator.Faults.Next(isTooMuch ? s_none : fault);
            }

            foreach (var fault in tokenFaults)
            {
                session.Emulator.Faults.When(request => request.IsTokenRequest, fault, times: 1);
            }

            // A truncated error body loses Okta's request for a proof.
            var losesNonce = kind == "Okta DPoP" && tokenFaults.Contains(Fault.TruncatedBody);

            var (ids, exception) = await ListAsync(session, clock);

            Assert.That(session.Emulator.Failure, Is.Null);
            Assert.That(ids, Is.EqualTo(session.SeededIds.Take(ids.Count)), "no user is missing, duplicated or out of order");
            if (exception is null)
            {
                Assert.That(ids, Is.EqualTo(session.SeededIds), "a list that ends without an exception is complete");
                Interlocked.Increment(ref complete);
            }
            else
            {
                Assert.That(IsRecoverable(faults) && IsRecoverable(tokenFaults) && !losesNonce, Is.False, $"no call met more faults than it has retries: {exception}");
                Assert.That(
                    ids, Has.Count.EqualTo(session.SeededIds.Count()).Or.Property("Count").Matches<int>(count => count % PageSize == 0), "complete pages come before the exception");
                Interlocked.Increment(ref failed);
            }
        }, iter: 60, threads: 1);
        Assert.That(complete, Is.GreaterThan(0), "some lists are complete");
        Assert.That(failed, Is.GreaterThan(0), "some lists fail");
    }

    private static Gen<Fault> OneOf(params Fault[] faults) => Gen.Int[0, faults.Length - 1].Select(index => faults[index]);

    private static async Task<(List<string> Ids, IdentityApiException? Exception)> ListAsync(EmulatorSession session, JumpingClock clock)
    {
        var ids = new List<string>();
        try
        {
            await foreach (var id in session.ListAsync())
            {
                ids.Add(id);

                // A 401 forces at most one refresh in ten seconds.
                clock.Advance(TimeSpan.FromSeconds(10));
            }

            return (ids, null);
        }
        catch (IdentityApiException exception)
        {
            return (ids, exception);
        }
    }

    /// <summary>Whether no call meets more faults than it has retries, or loses its token twice.</summary>
    private static bool IsRecoverable(Fault[] faults)
    {
        var (retries, refreshes) = (0, 0);
        foreach (var fault in faults)
        {
            (retries, refreshes) = s_harmless.Contains(fault) ? (0, 0)
                : fault == Fault.EmptyMiddlePage ? (0, refreshes)
                : fault == Fault.ExpireToken ? (retries, refreshes + 1)
                : (retries + 1, refreshes);
            if (retries > MaxRetries || refreshes > 1)
            {
                return false;
            }
        }

        return true;
    }
}
