using IdentitySdk.Agilicus;
using IdentitySdk.Testing;

namespace IdentitySdk.Tests;

/// <summary>Calls of the Agilicus client over real HTTP.</summary>
public sealed class AgilicusTests
{
    private readonly JumpingClock _clock = new();

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(500)]
    [TestCase(1700)]
    public async Task List_returns_every_user_in_order(int count)
    {
        await using var emulator = await StartAsync(count);
        using var agilicus = Connect(emulator);

        Assert.That(await agilicus.Users.ListAllAsync().Select(user => user.Id).ToListAsync(), Is.EqualTo(emulator.SeededUserIds));
        Assert.That(emulator.Failure, Is.Null);
    }

    [Test]
    public async Task Rate_limit_during_a_list_is_waited_for()
    {
        await using var emulator = await StartAsync(1700);
        using var agilicus = Connect(emulator);
        emulator.Faults.When(request => request.Query.Contains("previous_email=") && !request.Query.EndsWith("previous_email="), Fault.Status(429), times: 2);

        Assert.That(await agilicus.Users.ListAllAsync().Select(user => user.Id).ToListAsync(), Is.EqualTo(emulator.SeededUserIds));
        Assert.That(_clock.Waits, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Token_revoked_during_a_list_is_refreshed()
    {
        await using var emulator = await StartAsync(1700);
        var issued = 0;
        using var agilicus = Connect(emulator, AgilicusCredential.From(_ =>
        {
            issued++;
            return Task.FromResult(new AccessToken(emulator.IssueAccessToken(), _clock.GetUtcNow() + TimeSpan.FromHours(1)));
        }));

        var ids = new List<string?>();
        await foreach (var user in agilicus.Users.ListAllAsync())
        {
            ids.Add(user.Id);
            if (ids.Count == 600)
            {
                emulator.RevokeTokens();
            }
        }

        Assert.That(ids, Is.EqualTo(emulator.SeededUserIds));
        Assert.That(issued, Is.EqualTo(2));
    }

    [Test]
    public async Task List_paged_by_offset_returns_every_row()
    {
        await using var emulator = await StartAsync(700);
        using var agilicus = Connect(emulator);

        var paged = await agilicus.UserRoles.ListAllForOrgAsync(new ListOrgUserRolesOptions { OrgId = emulator.OrgId, Limit = 100 }).ToListAsync();
        var whole = await agilicus.UserRoles.ListForOrgAsync(new ListOrgUserRolesOptions { OrgId = emulator.OrgId, Limit = 500 });

        Assert.That(paged, Has.Count.GreaterThan(100));
        Assert.That(paged.Take(whole.Items.Count).Select(row => row.UserId), Is.EqualTo(whole.Items.Select(row => row.UserId)));
        Assert.That(paged.Select(row => (row.UserId, row.Application)), Is.Unique);
    }

    [Test]
    public async Task User_is_created_read_replaced_and_removed()
    {
        await using var emulator = await StartAsync(3);
        using var agilicus = Connect(emulator);

        var created = await agilicus.Users.CreateAsync(new User { OrgId = emulator.OrgId, FirstName = "Ada", LastName = "Lovelace", Email = "ada@example.com" });
        var read = await agilicus.Users.GetAsync(created.Id!);
        read.LastName = "King";
        await agilicus.Users.ReplaceAsync(created.Id!, read);

        Assert.That((await agilicus.Users.GetAsync(created.Id!)).LastName, Is.EqualTo("King"));
        Assert.That(
            async () => await agilicus.Users.CreateAsync(new User { OrgId = emulator.OrgId, FirstName = "Ada", LastName = "L", Email = "ada@example.com" }),
            Throws.TypeOf<AlreadyExistsException>());

        await agilicus.Users.RemoveAsync(emulator.OrgId, created.Id!);
        Assert.That(
            async () => await agilicus.Users.GetAsync(created.Id!, new GetUserOptions { OrgId = emulator.OrgId }), Throws.TypeOf<NotFoundException>());
    }

    [Test]
    public async Task Wrong_token_is_unauthorized()
    {
        await using var emulator = await StartAsync(3);
        using var agilicus = Connect(emulator, AgilicusCredential.AccessToken("wrong"));

        Assert.That(async () => await agilicus.Users.ListAsync(), Throws.TypeOf<UnauthorizedException>());
    }

    private Task<AgilicusEmulator> StartAsync(int users) => AgilicusEmulator.StartAsync(new AgilicusEmulatorOptions { UserCount = users, TimeProvider = _clock });

    private AgilicusClient Connect(AgilicusEmulator emulator, AgilicusCredential? credential = null) => new(new AgilicusClientOptions
    {
        BaseAddress = emulator.BaseAddress,
        Credential = credential ?? AgilicusCredential.AccessToken(emulator.AccessToken),
        TimeProvider = _clock,
        AttemptTimeout = Timeout.InfiniteTimeSpan,
    });
}
