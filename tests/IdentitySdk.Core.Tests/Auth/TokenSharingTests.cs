using System.Diagnostics;

namespace IdentitySdk.Tests.Auth;

/// <summary>Clients share no token of another secret or key, and callers share no execution context.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[TestFixtureSource(typeof(VendorClient), nameof(VendorClient.Kinds))]
public sealed class TokenSharingTests(string kind) : VendorTokenTests(kind)
{
    private static readonly AsyncLocal<string?> s_local = new();

    [Test]
    public async Task Client_with_another_secret_or_key_gets_no_token_from_a_shared_cache()
    {
        var cache = new MemoryTokenCache(Clock);
        using var first = Create(options => options.TokenCache = cache);
        using var same = Create(options => options.TokenCache = cache);
        using var other = Create(options => options.TokenCache = cache, isOther: true);
        await first.GetOrNull(null, default);
        await same.GetOrNull(null, default);
        Assert.That(Transport.TokenRequests, Is.EqualTo(IsFunction ? 2 : 1));
        await other.GetOrNull(null, default);
        Assert.That(Transport.TokenRequests, Is.EqualTo(IsFunction ? 3 : 2));
    }

    [Test]
    public async Task Refresh_does_not_inherit_the_execution_context_of_its_caller()
    {
        var seen = new List<(string? Local, Activity? Activity)>();
        Transport.Token = _ =>
        {
            // The operation of the token request has an activity of its own, without a parent.
            var activity = Activity.Current;
            seen.Add((s_local.Value, activity?.Source.Name == "IdentitySdk" ? activity.Parent : activity));
            return Task.FromResult(ScriptedTransport.Response(200, TokenTransport.ValidToken));
        };
        using var activity = new Activity("request").Start();
        s_local.Value = "tenant 1";
        await GetAsync();
        Assert.That(seen, Is.EqualTo(new (string?, Activity?)[] { (null, null) }));
        Assert.That((s_local.Value, Activity.Current), Is.EqualTo(("tenant 1", activity)));
    }
}
