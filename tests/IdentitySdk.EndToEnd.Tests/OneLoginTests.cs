using IdentitySdk.OneLogin;
using IdentitySdk.Testing;

namespace IdentitySdk.Tests;

/// <summary>Calls of the OneLogin client over real HTTP.</summary>
public sealed class OneLoginTests
{
    private readonly JumpingClock _clock = new();

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(50)]
    [TestCase(1000)]
    public async Task List_returns_every_user_in_order(int count)
    {
        await using var emulator = await StartAsync(count);
        using var oneLogin = Connect(emulator);

        Assert.That(await oneLogin.Users.ListAllAsync().Select(user => user.Id!.Value).ToListAsync(), Is.EqualTo(emulator.SeededUserIds));
        Assert.That(emulator.TokenRequests, Is.EqualTo(1));
        Assert.That(emulator.Failure, Is.Null);
    }

    [Test]
    public async Task Rate_limit_during_a_list_is_waited_for()
    {
        await using var emulator = await StartAsync(300);
        using var oneLogin = Connect(emulator);
        emulator.Faults.When(request => request.Query.Contains("after_cursor="), Fault.RateLimited.WithHeader("X-RateLimit-Reset", "30"), times: 2);

        Assert.That(await oneLogin.Users.ListAllAsync().Select(user => user.Id!.Value).ToListAsync(), Is.EqualTo(emulator.SeededUserIds));
        Assert.That(_clock.Waits, Has.Count.GreaterThanOrEqualTo(2));
    }

    [Test]
    public async Task Token_revoked_during_a_list_is_refreshed()
    {
        await using var emulator = await StartAsync(300);
        using var oneLogin = Connect(emulator);

        var ids = new List<long>();
        await foreach (var user in oneLogin.Users.ListAllAsync())
        {
            ids.Add(user.Id!.Value);
            if (ids.Count == 60)
            {
                emulator.RevokeTokens();
            }
        }

        Assert.That(ids, Is.EqualTo(emulator.SeededUserIds));
        Assert.That(emulator.TokenRequests, Is.EqualTo(2));
    }

    [Test]
    public async Task User_is_created_read_updated_and_deleted()
    {
        await using var emulator = await StartAsync(3);
        using var oneLogin = Connect(emulator);

        var created = await oneLogin.Users.CreateAsync(new CreateUserRequest { Username = "ada", Email = "ada@example.com", Firstname = "Ada", Lastname = "Lovelace", Title = "Countess" });
        var id = created.Id!.Value;
        await oneLogin.Users.UpdateAsync(id, new UpdateUserRequest { Title = null, Department = "Engines" });
        var read = await oneLogin.Users.GetAsync(id);

        Assert.That(read.Firstname, Is.EqualTo("Ada"), "a partial update leaves other members unchanged");
        Assert.That(read.Department, Is.EqualTo("Engines"));
        Assert.That(read.Title, Is.Null.Or.Empty, "a member sent as null is cleared");

        await oneLogin.UserRoles.AddAsync(id, new AddRolesRequest { RoleIdArray = [.. emulator.RoleIds.Take(2)] });
        Assert.That(await oneLogin.UserRoles.ListAllAsync(id).ToListAsync(), Is.EquivalentTo(emulator.RoleIds.Take(2)));
        await oneLogin.UserSecurity.LockAsync(id, new LockUserRequest { LockedUntil = 5 });

        await oneLogin.Users.DeleteAsync(id);
        Assert.That(async () => await oneLogin.Users.GetAsync(id), Throws.TypeOf<NotFoundException>());
    }

    [Test]
    public async Task User_without_roles_has_an_empty_list()
    {
        await using var emulator = await StartAsync(1);
        using var oneLogin = Connect(emulator);
        var created = await oneLogin.Users.CreateAsync(new CreateUserRequest { Username = "ada", Email = "ada@example.com", Firstname = "Ada", Lastname = "L" });

        Assert.That(await oneLogin.UserRoles.ListAllAsync(created.Id!.Value).ToListAsync(), Is.Empty);
    }

    [Test]
    public async Task Error_names_operation_status_and_request()
    {
        await using var emulator = await StartAsync(3);
        using var oneLogin = Connect(emulator);

        var exception = await Assert.ThrowsAsync<NotFoundException>(() => oneLogin.Users.GetAsync(5));

        Assert.That(exception!.Operation, Is.EqualTo("GET /api/1/users/{user_id}"));
        Assert.That(exception.StatusCode, Is.EqualTo(404));
        Assert.That(exception.VendorMessage, Is.Not.Empty);
        Assert.That(exception.RequestId, Is.Not.Empty);
    }

    [Test]
    public async Task Wrong_secret_is_unauthorized()
    {
        await using var emulator = await StartAsync(3);
        using var oneLogin = Connect(emulator, OneLoginCredential.Client(emulator.ClientId, "wrong"));

        var exception = await Assert.ThrowsAsync<CredentialException>(() => oneLogin.Users.ListAsync());

        Assert.That((exception!.Operation, exception.StatusCode), Is.EqualTo(("POST /auth/oauth2/v2/token", 401)));
    }

    private Task<OneLoginEmulator> StartAsync(int users) => OneLoginEmulator.StartAsync(new OneLoginEmulatorOptions { UserCount = users, TimeProvider = _clock });

    private OneLoginClient Connect(OneLoginEmulator emulator, OneLoginCredential? credential = null) => new(new OneLoginClientOptions
    {
        BaseAddress = emulator.BaseAddress,
        Credential = credential ?? OneLoginCredential.Client(emulator.ClientId, emulator.ClientSecret),
        TimeProvider = _clock,
        AttemptTimeout = Timeout.InfiniteTimeSpan,
    });
}
