using IdentitySdk.Okta;
using IdentitySdk.Testing;

namespace IdentitySdk.Tests;

public sealed class OktaTests
{
    [Test]
    public async Task Every_seeded_user_is_listed_in_order()
    {
        await using var emulator = await OktaEmulator.StartAsync();
        using var okta = Connect(emulator);

        var ids = new List<string?>();
        await foreach (var user in okta.Users.ListAllAsync())
        {
            ids.Add(user.Id);
        }

        Assert.That(ids, Is.EqualTo(emulator.SeededUserIds));
    }

    private static OktaClient Connect(OktaEmulator emulator) =>
        new(new OktaClientOptions { BaseAddress = emulator.BaseAddress, Credential = OktaCredential.ApiToken(emulator.ApiToken) });
}
