using IdentitySdk.Core;
using Microsoft.Extensions.Time.Testing;
using Newtonsoft.Json.Linq;
using static IdentitySdk.Tests.Auth.SampleKeys;

namespace IdentitySdk.Tests.Auth;

/// <summary>The nonce and time in proofs, the replay after a refusal, and the order of requests; responses may arrive in any order.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class DpopSessionTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
    private readonly DpopSession _session;

    public DpopSessionTests() => _session = new DpopSession("Test", _clock, new ServerClock(_clock));

    [Test]
    public async Task Unbound_token_removes_an_earlier_proof()
    {
        using var request = Request();
        await SignAsync(request);
        await SignAsync(request, "Bearer");
        Assert.That(request.Headers.Contains("DPoP"), Is.False);
        Assert.That(Refuse(request, "n1"), Is.Null, "a refusal of a request without a proof");
    }

    [Test]
    public async Task Late_response_to_an_earlier_request_does_not_replace_the_nonce()
    {
        using var earlier = Request();
        using var later = Request();
        using var next = Request();
        await SignAsync(earlier);
        await SignAsync(later);
        Accept(later, "n2");
        Accept(earlier, "n1");
        Assert.That((string?)(await SignAsync(next))["nonce"], Is.EqualTo("n2"));
    }

    [Test]
    public async Task Refused_proof_corrects_the_clock()
    {
        using var request = Request();
        var date = _clock.GetUtcNow().AddHours(1);
        await SignAsync(request);
        Assert.That(Refuse(request, nonce: null, date), Is.EqualTo(Replay.WithNewProof));
        Assert.That((long?)(await SignAsync(request))["iat"], Is.EqualTo(date.ToUnixTimeSeconds()));
    }

    [TestCase("n1", false)]
    [TestCase(null, true, Description = "the proof failed for another reason")]
    public async Task Requests_wait_for_each_other_after_a_new_nonce(string? nonce, bool isConcurrent)
    {
        using var refused = Request();
        using var inFlight = Request();
        using var other = Request();
        await SignAsync(refused);
        await SignAsync(inFlight);
        Refuse(refused, nonce);
        var waiting = SignAsync(other);
        Assert.That(waiting.IsCompleted, Is.EqualTo(isConcurrent));
        _session.Abandon(inFlight);
        await waiting;
    }

    [Test]
    public async Task Replay_is_sent_before_other_requests()
    {
        using var refused = Request();
        using var inFlight = Request();
        using var other = Request();
        await SignAsync(refused);
        await SignAsync(inFlight);
        Refuse(refused, "n1");
        var (waiting, replay) = (SignAsync(other), SignAsync(refused));
        _session.Abandon(inFlight);
        Assert.That((string?)(await replay)["nonce"], Is.EqualTo("n1"));
        Assert.That(waiting.IsCompleted, Is.False);
        Accept(refused, nonce: null);
        await waiting;
    }

    private HttpRequestMessage Request()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "https://vendor.example/things");
        var (operation, hour) = (new ApiRequest("GET", "/things"), TimeSpan.FromHours(1));
        new OperationContext(operation, hour, hour, _clock.GetTimestamp(), default).Attach(request);
        return request;
    }

    /// <summary>Signs a request; returns the claims of its proof.</summary>
    private async Task<JObject> SignAsync(HttpRequestMessage request, string type = "DPoP")
    {
        await _session.SignAsync(request, new AccessToken("t1", type: type), default);
        return type == "DPoP" ? Part(request.Headers.GetValues("DPoP").Single(), 1) : [];
    }

    private void Accept(HttpRequestMessage request, string? nonce) => Assert.That(Examine(request, 200, nonce, null), Is.Null);

    private Replay? Refuse(HttpRequestMessage request, string? nonce, DateTimeOffset? date = null) =>
        Examine(request, 401, nonce, date, new ApiError { Code = "use_dpop_nonce" });

    private Replay? Examine(HttpRequestMessage request, int status, string? nonce, DateTimeOffset? date, ApiError? error = null)
    {
        using var response = ScriptedTransport.Response(status);
        response.Headers.Date = date;
        if (nonce is not null)
        {
            response.Headers.Add("DPoP-Nonce", nonce);
        }

        return _session.Examine(request, response, error);
    }
}
