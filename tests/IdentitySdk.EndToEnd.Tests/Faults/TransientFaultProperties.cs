using CsCheck;
using IdentitySdk.Testing;
using IdentitySdk.Tests.Authentication;

namespace IdentitySdk.Tests;

/// <summary>Whatever goes wrong for a while, in whatever order: a list is whole and in order, or ends with one typed exception.</summary>
public sealed class TransientFaultProperties
{
    private const int MaxRetries = 3;
    private const int PageSize = 3;

    private static readonly Fault s_none = Fault.Delay(TimeSpan.Zero);

    /// <summary>Each of these costs a call one of its repetitions.</summary>
    private static readonly Fault[] s_repeated =
    [
        Fault.Status(500), Fault.Status(502), Fault.Status(503), Fault.Status(504), Fault.Status(408), Fault.Html(), Fault.EmptyBody(503), Fault.TruncatedBody,
        Fault.Html(429), Fault.Reset(), Fault.Reset(ResetPoint.InHeaders), Fault.Reset(ResetPoint.InBody), Fault.Status(503).WithHeader("Retry-After", "2"),
        Fault.RateLimited.WithHeader("X-RateLimit-Reset", "30"),
    ];

    /// <summary>These change nothing.</summary>
    private static readonly Fault[] s_harmless = [s_none, s_none, s_none, Fault.Delay(TimeSpan.FromSeconds(2))];

    private static readonly Gen<Fault> s_fault = Gen.Frequency((6, OneOf(s_repeated)), (4, OneOf(s_harmless)), (1, Gen.Const(Fault.EmptyMiddlePage)), (1, Gen.Const(Fault.ExpireToken)));

    private static readonly Gen<Fault> s_tokenFault = Gen.Frequency((1, OneOf(Fault.Html(), Fault.Html(429), Fault.Reset(), Fault.TruncatedBody)), (3, Gen.Const(s_none)));

    [TestCaseSource(typeof(AuthBench), nameof(AuthBench.Kinds))]
    public async Task A_list_yields_the_seeded_users_each_once_in_order_or_one_typed_exception(string kind)
    {
        var (whole, broken) = (0, 0);
        await Gen.Select(s_fault.Array[0, 30], s_tokenFault.Array[0, 6]).SampleAsync(async (faults, tokenFaults) =>
        {
            var (clock, prefetch, revocations) = (new JumpingClock(), faults.Length % 2 == 0, 0);
            await using var bench = await AuthBench.StartAsync(kind, clock, pageSize: PageSize, prefetch: prefetch);
            bench.Emulator.Faults.Next(s_none);
            var emptyPages = 0;
            foreach (var fault in faults)
            {
                // The emulators know a few different cursors for one page, not any number. And of two pages that are fetched at a time one alone can force a new token.
                var isTooMuch = (fault == Fault.EmptyMiddlePage && ++emptyPages > 3) || (fault == Fault.ExpireToken && prefetch && ++revocations > 1);
                bench.Emulator.Faults.Next(isTooMuch ? s_none : fault);
            }

            foreach (var fault in tokenFaults)
            {
                bench.Emulator.Faults.When(request => request.IsTokenRequest, fault, times: 1);
            }

            // A refusal is judged by its status alone when its body breaks off, so Okta's request for a proof is then an error.
            var losesNonce = kind == "Okta DPoP" && tokenFaults.Contains(Fault.TruncatedBody);

            var (ids, error) = await ListAsync(bench, clock);

            Assert.That(bench.Emulator.Failure, Is.Null);
            Assert.That(ids, Is.EqualTo(bench.SeededIds.Take(ids.Count)), "no user is lost, doubled or out of place");
            if (error is null)
            {
                Assert.That(ids, Is.EqualTo(bench.SeededIds), "a list that ends without an exception is whole");
                Interlocked.Increment(ref whole);
            }
            else
            {
                Assert.That(IsBearable(faults) && IsBearable(tokenFaults) && !losesNonce, Is.False, $"nothing went wrong more often than a call is repeated: {error}");
                Assert.That(ids, Has.Count.EqualTo(bench.SeededIds.Count()).Or.Property("Count").Matches<int>(count => count % PageSize == 0), "whole pages come before the exception");
                Interlocked.Increment(ref broken);
            }
        }, iter: 60, threads: 1);
        Assert.That(whole, Is.GreaterThan(0), "some lists came through");
        Assert.That(broken, Is.GreaterThan(0), "some lists did not");
    }

    private static Gen<Fault> OneOf(params Fault[] faults) => Gen.Int[0, faults.Length - 1].Select(index => faults[index]);

    private static async Task<(List<string> Ids, IdentityApiException? Error)> ListAsync(AuthBench bench, JumpingClock clock)
    {
        var ids = new List<string>();
        try
        {
            await foreach (var id in bench.ListAsync())
            {
                ids.Add(id);

                // A refusal forces one renewal in ten seconds.
                clock.Advance(TimeSpan.FromSeconds(10));
            }

            return (ids, null);
        }
        catch (IdentityApiException error)
        {
            return (ids, error);
        }
    }

    /// <summary>Whether no call can meet more faults than it is repeated, or lose its token twice.</summary>
    private static bool IsBearable(Fault[] faults)
    {
        var (repetitions, renewals) = (0, 0);
        foreach (var fault in faults)
        {
            (repetitions, renewals) = s_harmless.Contains(fault) ? (0, 0)
                : fault == Fault.EmptyMiddlePage ? (0, renewals)
                : fault == Fault.ExpireToken ? (repetitions, renewals + 1)
                : (repetitions + 1, renewals);
            if (repetitions > MaxRetries || renewals > 1)
            {
                return false;
            }
        }

        return true;
    }
}
