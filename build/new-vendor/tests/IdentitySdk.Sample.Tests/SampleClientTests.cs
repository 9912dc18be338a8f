using IdentitySdk.Sample;
using IdentitySdk.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace IdentitySdk.Tests;

/// <summary>The client of Sample against its emulator.</summary>
public sealed class SampleClientTests
{
    private SampleEmulator _emulator;
    private SampleClient _client;

    private SampleCredential Credential => SampleCredential.AccessToken(_emulator.AccessToken);

    [SetUp]
    public async Task Start()
    {
        _emulator = await SampleEmulator.StartAsync(new SampleEmulatorOptions { UserCount = 250 });
        _client = new SampleClient(new SampleClientOptions { BaseAddress = _emulator.BaseAddress, Credential = Credential });
    }

    [TearDown]
    public async Task Stop()
    {
        _client.Dispose();
        await _emulator.DisposeAsync();
    }

    [Test]
    public async Task All_users_of_all_pages_are_listed() =>
        Assert.That(await _client.Users.ListAllAsync().Select(user => user.Id).ToListAsync(), Is.EqualTo(_emulator.SeededUserIds));

    [Test]
    public async Task User_is_read() => Assert.That((await _client.Users.GetAsync("user-7")).Email, Does.EndWith("@example.com"));

    [Test]
    public async Task Missing_user_is_not_found() => await Assert.ThrowsAsync<NotFoundException>(() => _client.Users.GetAsync("user-999"));

    [Test]
    public async Task Rejected_token_is_unauthorized()
    {
        _emulator.RevokeTokens();
        await Assert.ThrowsAsync<UnauthorizedException>(() => _client.Users.GetAsync("user-7"));
    }

    [Test]
    public async Task Client_is_registered()
    {
        var services = new ServiceCollection();
        services.AddSampleClient(options => (options.BaseAddress, options.Credential) = (_emulator.BaseAddress, Credential));
        await using var provider = services.BuildServiceProvider();

        Assert.That((await provider.GetRequiredService<IUsersClient>().GetAsync("user-0")).Id, Is.EqualTo("user-0"));
    }
}
