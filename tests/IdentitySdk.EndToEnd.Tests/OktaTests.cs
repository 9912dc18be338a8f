using IdentitySdk.Okta;
using IdentitySdk.Testing;

namespace IdentitySdk.Tests;

/// <summary>Calls of the Okta client over real HTTP.</summary>
public sealed class OktaTests
{
    private readonly JumpingClock _clock = new();

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(200)]
    [TestCase(1000)]
    public async Task List_returns_every_user_in_order(int count)
    {
        await using var emulator = await StartAsync(count);
        using var okta = Connect(emulator);

        Assert.That(await okta.Users.ListAllAsync().Select(user => user.Id).ToListAsync(), Is.EqualTo(emulator.SeededUserIds));
        Assert.That(emulator.Failure, Is.Null);
    }

    [Test]
    public async Task Rate_limit_during_a_list_is_waited_for()
    {
        await using var emulator = await StartAsync(1000);
        using var okta = Connect(emulator);
        emulator.Faults.When(request => request.Query.Contains("after="), Fault.RateLimited, times: 2);

        Assert.That(await okta.Users.ListAllAsync().Select(user => user.Id).ToListAsync(), Is.EqualTo(emulator.SeededUserIds));
        Assert.That(_clock.Waits, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Token_revoked_during_a_list_is_refreshed()
    {
        await using var emulator = await StartAsync(1000);
        var issued = 0;
        using var okta = Connect(emulator, OktaCredential.From(_ =>
        {
            issued++;
            return Task.FromResult(new AccessToken(emulator.IssueAccessToken(), _clock.GetUtcNow() + TimeSpan.FromHours(1)));
        }));

        var ids = new List<string?>();
        await foreach (var user in okta.Users.ListAllAsync())
        {
            ids.Add(user.Id);
            if (ids.Count == 250)
            {
                emulator.RevokeTokens();
            }
        }

        Assert.That(ids, Is.EqualTo(emulator.SeededUserIds));
        Assert.That(issued, Is.EqualTo(2));
    }

    [Test]
    public async Task List_resumes_from_its_continuation_token()
    {
        await using var emulator = await StartAsync(500);
        using var okta = Connect(emulator);
        var first = await okta.Users.ListAllAsync().AsPages(pageSize: 70).FirstAsync();

        var rest = await okta.Users.ListAllAsync().AsPages(first.ContinuationToken, pageSize: 90).SelectMany(page => page.Items).Select(user => user.Id).ToListAsync();

        Assert.That(first.Items, Has.Count.EqualTo(70));
        Assert.That(first.Items.Select(user => user.Id).Concat(rest), Is.EqualTo(emulator.SeededUserIds));
    }

    [Test]
    public async Task User_is_created_read_updated_and_deleted()
    {
        await using var emulator = await StartAsync(3);
        using var okta = Connect(emulator);

        var created = await okta.Users.CreateAsync(new CreateUserRequest
        {
            Profile = new UserProfile { Login = "ada@example.com", Email = "ada@example.com", FirstName = "Ada", LastName = "Lovelace", Title = "Countess" },
            Credentials = new UserCredentials { Password = new PasswordCredential { Value = "analytical-Engine-1843" } },
        });
        await okta.Users.UpdateAsync(created.Id!, new UpdateUserRequest { Profile = new UserProfile { Title = null, Department = "Engines" } });
        var read = await okta.Users.GetAsync("ada@example.com");

        Assert.That(read.Id, Is.EqualTo(created.Id));
        Assert.That(read.Profile!.FirstName, Is.EqualTo("Ada"), "a partial update leaves other members unchanged");
        Assert.That(read.Profile.Department, Is.EqualTo("Engines"));
        Assert.That(read.Profile.Title, Is.Null, "a member sent as null is cleared");

        await okta.UserLifecycle.SuspendAsync(created.Id!);
        Assert.That((await okta.Users.GetAsync(created.Id!)).Status, Is.EqualTo(UserStatus.Suspended));
        await okta.UserLifecycle.UnsuspendAsync(created.Id!);

        await okta.Users.DeleteAsync(created.Id!);
        Assert.That((await okta.Users.GetAsync(created.Id!)).Status, Is.EqualTo(UserStatus.Deprovisioned), "the first call only deactivates");
        await okta.Users.DeleteAsync(created.Id!);
        Assert.That(async () => await okta.Users.GetAsync(created.Id!), Throws.TypeOf<NotFoundException>());
    }

    [Test]
    public async Task Error_names_operation_status_code_and_request()
    {
        await using var emulator = await StartAsync(3);
        using var okta = Connect(emulator);

        var exception = await Assert.ThrowsAsync<NotFoundException>(() => okta.Users.GetAsync("nobody@example.com"));

        Assert.That(exception!.Operation, Is.EqualTo("GET /api/v1/users/{userId}"));
        Assert.That(exception.StatusCode, Is.EqualTo(404));
        Assert.That(exception.VendorCode, Is.EqualTo("E0000007"));
        Assert.That(exception.RequestId, Is.Not.Empty);
        Assert.That(exception.Message, Does.Not.Contain("nobody").And.Contains("E0000007"));
    }

    [Test]
    public async Task Wrong_token_is_unauthorized()
    {
        await using var emulator = await StartAsync(3);
        using var okta = Connect(emulator, OktaCredential.ApiToken("wrong"));

        Assert.That(async () => await okta.Users.ListAsync(), Throws.TypeOf<UnauthorizedException>());
    }

    private Task<OktaEmulator> StartAsync(int users) => OktaEmulator.StartAsync(new OktaEmulatorOptions { UserCount = users, TimeProvider = _clock });

    private OktaClient Connect(OktaEmulator emulator, OktaCredential? credential = null) => new(new OktaClientOptions
    {
        BaseAddress = emulator.BaseAddress,
        Credential = credential ?? OktaCredential.ApiToken(emulator.ApiToken),
        TimeProvider = _clock,
        AttemptTimeout = Timeout.InfiniteTimeSpan,
    });
}
