using IdentitySdk.Okta;
using IdentitySdk.Testing;

namespace IdentitySdk.Tests.Readme;

/// <summary>Runs the examples of <c>docs/finding-people.md</c> with an emulator.</summary>
public sealed class FindingTests
{
    [Test]
    public async Task Example_finds_or_creates()
    {
        await using var emulator = await OktaEmulator.StartAsync();
        using var okta = new OktaClient(new OktaClientOptions { BaseAddress = emulator.BaseAddress, Credential = OktaCredential.ApiToken(emulator.ApiToken) });

        var created = await FindingSnippets.FindAsync(okta, CancellationToken.None);
        Assert.That((await FindingSnippets.FindAsync(okta, CancellationToken.None)).Id, Is.EqualTo(created.Id));
    }
}
