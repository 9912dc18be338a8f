using IdentitySdk.Testing;

namespace IdentitySdk.Tests.Authentication;

/// <summary>What tokens go through between their first use and their last, with each way to get them.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[TestFixtureSource(typeof(AuthBench), nameof(AuthBench.Kinds))]
public sealed class TokenLifeTests(string kind)
{
    private readonly JumpingClock _clock = new();

    /// <summary>Token requests that a first token takes: Okta asks for a proof, then for a nonce in it.</summary>
    private int FirstToken => kind == "Okta DPoP" ? 3 : 1;

    [Test]
    public async Task Two_hundred_callers_make_one_token_request()
    {
        await using var bench = await AuthBench.StartAsync(kind, _clock);

        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => bench.GetAsync(CancellationToken.None))));

        Assert.That(bench.Emulator.TokenRequests, Is.EqualTo(FirstToken));
        Assert.That(bench.Emulator.RequestCount, Is.EqualTo(200 + FirstToken));
        Assert.That(bench.Emulator.Failure, Is.Null);
    }

    [Test]
    public async Task A_token_that_ends_in_mid_list_is_renewed()
    {
        await using var bench = await AuthBench.StartAsync(kind, _clock);
        var ids = new List<string>();
        await foreach (var id in bench.ListAsync())
        {
            ids.Add(id);
            if (ids.Count == 25)
            {
                _clock.Advance(TimeSpan.FromHours(11));
            }
        }

        Assert.That(ids, Is.EqualTo(bench.SeededIds));
        Assert.That(bench.Emulator.TokenRequests, Is.EqualTo(FirstToken + 1));
    }

    [Test]
    public async Task A_token_revoked_at_a_page_is_renewed_and_the_page_replayed([Range(1, 6)] int page)
    {
        await using var bench = await AuthBench.StartAsync(kind, _clock);
        var pages = 0;
        bench.Emulator.Faults.When(request => !request.IsTokenRequest && Interlocked.Increment(ref pages) == page, Fault.ExpireToken);

        Assert.That(await bench.ListAsync().ToListAsync(), Is.EqualTo(bench.SeededIds));
        Assert.That(bench.Emulator.TokenRequests, Is.EqualTo(FirstToken + 1));
        Assert.That(_clock.Waits, Is.Empty);
    }

    [Test]
    public async Task A_token_revoked_at_every_page_is_renewed_at_every_page()
    {
        await using var bench = await AuthBench.StartAsync(kind, _clock);
        var refused = 0;
        bench.Emulator.Faults.When(request => !request.IsTokenRequest && Interlocked.Increment(ref refused) % 2 == 1, Fault.ExpireToken);

        Assert.That(await bench.ListAsync().ToListAsync(), Is.EqualTo(bench.SeededIds));
        Assert.That(bench.Emulator.TokenRequests, Is.EqualTo(FirstToken + 6));
    }

    [Test]
    public async Task A_second_refusal_of_the_same_call_is_an_error()
    {
        await using var bench = await AuthBench.StartAsync(kind, _clock);
        bench.Emulator.Faults.Next(2, Fault.ExpireToken);

        Assert.That(() => bench.GetAsync(CancellationToken.None), Throws.TypeOf<UnauthorizedException>());
        Assert.That(bench.Emulator.RequestCount - bench.Emulator.TokenRequests, Is.EqualTo(2));
        await bench.GetAsync(CancellationToken.None);
    }

    [Test]
    public async Task Two_hundred_callers_renew_a_revoked_token_once()
    {
        await using var bench = await AuthBench.StartAsync(kind, _clock);
        await bench.GetAsync(CancellationToken.None);
        bench.Emulator.RevokeTokens();

        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => bench.GetAsync(CancellationToken.None))));

        Assert.That(bench.Emulator.TokenRequests, Is.EqualTo(FirstToken + 1));
    }

    [Test]
    public async Task Near_its_end_a_token_is_renewed_while_it_is_still_used()
    {
        var cache = new WatchedCache();
        await using var bench = await AuthBench.StartAsync(kind == "Okta DPoP" ? "Okta" : kind, _clock, cache);
        await bench.GetAsync(CancellationToken.None);
        _clock.Advance((kind == "OneLogin" ? TimeSpan.FromHours(10) : TimeSpan.FromHours(1)) - TimeSpan.FromMinutes(2));
        var stored = cache.NextStored();

        await bench.GetAsync(CancellationToken.None);
        await stored;

        // The renewal went beside the call, which carried the older token.
        Assert.That(bench.Emulator.TokenRequests, Is.EqualTo(2));
        var calls = bench.Emulator.Requests.Where(request => !request.IsTokenRequest).Select(request => request.Header("Authorization")).ToList();
        Assert.That(calls[1], Is.EqualTo(calls[0]));
    }

    [Test]
    public async Task A_caller_that_gives_up_leaves_the_others_their_token()
    {
        await using var bench = await AuthBench.StartAsync(kind, _clock);
        using var impatient = new CancellationTokenSource();
        bench.Emulator.Faults.When(
            request =>
            {
                if (request.IsTokenRequest)
                {
                    impatient.Cancel();
                }

                return false;
            },
            Fault.Status(500));

        var leaving = bench.GetAsync(impatient.Token);
        var staying = Enumerable.Range(0, 20).Select(_ => bench.GetAsync(CancellationToken.None)).ToList();

        Assert.That(async () => await leaving, Throws.InstanceOf<OperationCanceledException>());
        await Task.WhenAll(staying);
        Assert.That(bench.Emulator.TokenRequests, Is.EqualTo(FirstToken));
    }

    [Test]
    public async Task A_failed_token_request_is_not_remembered()
    {
        await using var bench = await AuthBench.StartAsync(kind, _clock);
        bench.Emulator.Faults.When(request => request.IsTokenRequest, Fault.Status(403, """{"error":"access_denied"}"""), times: 1);

        Assert.That(() => bench.GetAsync(CancellationToken.None), Throws.TypeOf<ForbiddenException>());
        await bench.GetAsync(CancellationToken.None);
    }

    [TestCase(429)]
    [TestCase(502)]
    public async Task A_page_of_a_proxy_at_the_token_endpoint_is_retried(int status)
    {
        await using var bench = await AuthBench.StartAsync(kind, _clock);
        bench.Emulator.Faults.When(request => request.IsTokenRequest, Fault.Html(status), times: 2);

        await bench.GetAsync(CancellationToken.None);

        Assert.That(bench.Emulator.TokenRequests, Is.EqualTo(FirstToken + 2));
        Assert.That(_clock.Waits, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_token_request_whose_answer_was_lost_is_signed_anew()
    {
        await using var bench = await AuthBench.StartAsync(kind, _clock);
        var requests = 0;
        bench.Emulator.Faults.When(request => request.IsTokenRequest && Interlocked.Increment(ref requests) == FirstToken, Fault.TruncatedBody);

        await bench.GetAsync(CancellationToken.None);

        Assert.That(bench.Emulator.Failure, Is.Null);
    }

    [Test]
    public async Task Clients_share_a_token_only_through_a_cache_they_were_given()
    {
        await using var alone = await AuthBench.StartAsync(kind, _clock);
        using var first = Second(alone, null);
        using var second = Second(alone, null);
        await first.GetAsync();
        await second.GetAsync();
        Assert.That(alone.Emulator.TokenRequests, Is.EqualTo(2 * FirstToken));

        var cache = new MemoryTokenCache();
        using var third = Second(alone, cache);
        using var fourth = Second(alone, cache);
        await third.GetAsync();
        await fourth.GetAsync();

        // A bound token is of no use without the key of the client that got it.
        Assert.That(alone.Emulator.TokenRequests, Is.EqualTo((kind == "Okta DPoP" ? 4 : 3) * FirstToken));
    }

    private OtherClient Second(AuthBench bench, ITokenCache? cache) => new(bench, _clock, cache);
}
