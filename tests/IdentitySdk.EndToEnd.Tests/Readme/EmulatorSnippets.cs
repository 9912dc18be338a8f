using IdentitySdk.Okta;
using IdentitySdk.Testing;

namespace IdentitySdk.Tests.Readme;

/// <summary>The README's example of a test, which runs here, compared by <see cref="ReadmeTests"/>.</summary>
public static class EmulatorSnippets
{
    public sealed class OffboardingTests
    {
        #region Test
        [Test]
        public async Task Leaver_is_suspended_even_when_the_response_gets_lost()
        {
            await using var emulator = OktaEmulator.Create();
            using var okta = new OktaClient(new OktaClientOptions
            {
                BaseAddress = emulator.BaseAddress, Transport = emulator.CreateHandler(), Credential = OktaCredential.ApiToken(emulator.ApiToken),
            });
            var ada = emulator.Users.Add(new OktaPerson { Login = "ada@example.com" });
            emulator.Faults.On("UserLifecycle_Suspend", Fault.LostResponse, times: 1);

            await Offboarding.SuspendAsync(okta, "ada@example.com");

            Assert.That(emulator.Users.Get(ada)!["status"]!.ToString(), Is.EqualTo("SUSPENDED"));
        }
        #endregion
    }

    /// <summary>Sample code of an SDK user: resolves a lost response by reading the user.</summary>
    private static class Offboarding
    {
        public static async Task SuspendAsync(OktaClient okta, string login)
        {
            var user = await okta.Users.GetAsync(login);
            try
            {
                await okta.UserLifecycle.SuspendAsync(user.Id!);
            }
            catch (TransportException exception) when (exception.IsOutcomeUnknown)
            {
                if ((await okta.Users.GetAsync(user.Id!)).Status != UserStatus.Suspended)
                {
                    throw;
                }
            }
        }
    }
}
