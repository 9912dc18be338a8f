using IdentitySdk.Agilicus;
using IdentitySdk.Okta;
using IdentitySdk.OneLogin;
using IdentitySdk.Testing;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests.Raw;

/// <summary>Raw calls over real HTTP handle tokens, proofs, rate limits, envelopes and pages like other calls.</summary>
public sealed class RawPipelineTests
{
    private readonly JumpingClock _clock = new();

    [Test]
    public async Task Proof_of_possession_is_created_for_every_page()
    {
        await using var emulator = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 12, MaxPageSize = 5, RequireDPoP = true, TimeProvider = _clock });
        using var okta = ToOkta(emulator, OktaCredential.PrivateKey(emulator.ClientId, emulator.EcPrivateKeyJwk, ["okta.users.read"]));

        var users = okta.Raw.ListAllAsync("/api/v1/users", new RawRequest { Query = { ["limit"] = "5" } });

        Assert.That(await users.Select(user => (string)user["id"]!).ToListAsync(), Is.EqualTo(emulator.SeededUserIds));
        Assert.That(emulator.Requests.Where(request => !request.IsTokenRequest).Select(request => request.Header("DPoP")).Distinct().Count(), Is.EqualTo(3));
        Assert.That(emulator.Failure, Is.Null);
    }

    [Test]
    public async Task Rate_limit_is_waited_for_and_a_revoked_token_is_refreshed()
    {
        // More pages than the SDK prefetches.
        await using var emulator = await OneLoginEmulator.StartAsync(new OneLoginEmulatorOptions { UserCount = 320, TimeProvider = _clock });
        using var oneLogin = ToOneLogin(emulator);
        emulator.Faults.When(request => request.Query.Contains("after_cursor="), Fault.RateLimited.WithHeader("X-RateLimit-Reset", "30"), times: 1);

        var ids = new List<long>();
        await foreach (var user in oneLogin.Raw.ListAllAsync<OneLogin.User>("/api/1/users"))
        {
            ids.Add(user.Id!.Value);
            if (ids.Count == 60)
            {
                emulator.RevokeTokens();
            }
        }

        Assert.That(ids, Is.EqualTo(emulator.SeededUserIds));
        Assert.That(emulator.TokenRequests, Is.EqualTo(2));
        Assert.That(_clock.Waits, Is.Not.Empty);
    }

    [Test]
    public async Task Envelope_is_removed_for_models_and_preserved_for_JSON_tokens()
    {
        await using var emulator = await OneLoginEmulator.StartAsync(new OneLoginEmulatorOptions { UserCount = 3, TimeProvider = _clock });
        using var oneLogin = ToOneLogin(emulator);
        var id = emulator.SeededUserIds.First();
        var request = new RawRequest { Path = { ["id"] = $"{id}" } };

        Assert.That((await oneLogin.Raw.SendAsync<OneLogin.User>(HttpMethod.Get, "/api/1/users/{id}", request)).Id, Is.EqualTo(id));
        Assert.That((long?)(await oneLogin.Raw.SendAsync(HttpMethod.Get, "/api/1/users/{id}", request))["data"]![0]!["id"], Is.EqualTo(id));
        Assert.That(
            await oneLogin.Raw.ListAllAsync("/api/1/users/{id}/roles", new RawRequest { Path = { ["id"] = $"{id}" }, Paging = OneLoginPaging.EnvelopeList() }).Select(role => (long)role).ToListAsync(),
            Is.EqualTo(await oneLogin.UserRoles.ListAllAsync(id).ToListAsync()));
        await Assert.ThrowsAsync<InvalidResponseException>(() => oneLogin.Raw.SendAsync<OneLogin.User>(HttpMethod.Get, "/api/1/users"));
        request.Path["id"] = "1";
        await Assert.ThrowsAsync<NotFoundException>(() => oneLogin.Raw.SendAsync(HttpMethod.Get, "/api/1/users/{id}", request));
    }

    [Test]
    public async Task Deactivation_by_a_misleading_verb_is_not_retried()
    {
        await using var emulator = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 3, TimeProvider = _clock });
        using var okta = ToOkta(emulator, OktaCredential.ApiToken(emulator.ApiToken));
        var id = emulator.SeededUserIds.First();
        emulator.Faults.When(request => request.Method == "DELETE", Fault.Status(500), times: 1);

        var exception = await Assert.ThrowsAsync<ServerException>(() => okta.Raw.SendAsync(HttpMethod.Delete, "/API/v1/users/{anyName}/", new RawRequest { Path = { ["anyName"] = id } }));

        Assert.That((exception!.Retries, exception.IsOutcomeUnknown), Is.EqualTo((0, true)));
        Assert.That(emulator.Requests.Count(request => request.Method == "DELETE"), Is.EqualTo(1));
    }

    [Test]
    public async Task Agilicus_replacement_sends_read_only_members_and_other_bodies_omit_them()
    {
        await using var server = await RecordingServer.StartAsync(static (_, context) => Task.CompletedTask);
        using var agilicus = new AgilicusClient(new AgilicusClientOptions { BaseAddress = server.BaseAddress, Credential = AgilicusCredential.AccessToken("token") });
        using var okta = new OktaClient(new OktaClientOptions { BaseAddress = server.BaseAddress, Credential = OktaCredential.AccessToken("token") });
        var request = new RawRequest { Body = new Agilicus.User { Id = "u1", LastName = "King" } };

        await agilicus.Raw.SendAsync(HttpMethod.Put, "/users/u1", request);
        await agilicus.Raw.SendAsync(HttpMethod.Post, "/users", request);
        await okta.Raw.SendAsync(HttpMethod.Put, "/api/v1/users/u1", new RawRequest { Body = new Okta.User { Id = "u1", Profile = new Okta.UserProfile { Title = "Countess" } } });

        Assert.That(server.Requests.Select(sent => sent.Body), Is.EqualTo(new[]
        {
            "{\"id\":\"u1\",\"last_name\":\"King\"}", "{\"last_name\":\"King\"}", "{\"profile\":{\"title\":\"Countess\"}}",
        }));
    }

    [Test]
    public async Task Model_in_a_body_sends_only_set_members()
    {
        await using var emulator = await OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = 1, TimeProvider = _clock });
        using var okta = ToOkta(emulator, OktaCredential.ApiToken(emulator.ApiToken));
        var request = new RawRequest { Path = { ["id"] = emulator.SeededUserIds.First() }, Body = new Okta.User { Profile = new Okta.UserProfile { Title = "Countess", NickName = null } } };

        var user = await okta.Raw.SendAsync<Okta.User>(HttpMethod.Post, "/api/v1/users/{id}", request);

        Assert.That(user.Profile!.Title, Is.EqualTo("Countess"));
        Assert.That(
            JToken.DeepEquals(JToken.Parse(emulator.Requests.Last().Body), new JObject { ["profile"] = new JObject { ["title"] = "Countess", ["nickName"] = null } }), Is.True);
    }

    private OktaClient ToOkta(OktaEmulator emulator, OktaCredential credential) =>
        new(new OktaClientOptions { BaseAddress = emulator.BaseAddress, Credential = credential, TimeProvider = _clock });

    private OneLoginClient ToOneLogin(OneLoginEmulator emulator) => new(new OneLoginClientOptions
    {
        BaseAddress = emulator.BaseAddress, Credential = OneLoginCredential.Client(emulator.ClientId, emulator.ClientSecret), TimeProvider = _clock,
    });
}
