using IdentitySdk.Directories;

namespace IdentitySdk.Tests.Vendors;

/// <summary>The mapping of each vendor's states.</summary>
public sealed class StateTableTests
{
    [TestCase("STAGED", UserState.Pending)]
    [TestCase("PROVISIONED", UserState.Pending)]
    [TestCase("ACTIVE", UserState.Active)]
    [TestCase("RECOVERY", UserState.Active)]
    [TestCase("PASSWORD_EXPIRED", UserState.Active)]
    [TestCase("LOCKED_OUT", UserState.Locked)]
    [TestCase("SUSPENDED", UserState.Suspended)]
    [TestCase("DEPROVISIONED", UserState.Deactivated)]
    [TestCase("ARCHIVED", UserState.Unknown)]
    [TestCase("active", UserState.Unknown)]
    [TestCase(null, UserState.Unknown)]
    public void Okta_status_maps_to_a_state(string? status, UserState expected) =>
        Assert.That(OktaMapping.State(status is null ? null : new IdentitySdk.Okta.UserStatus(status)), Is.EqualTo(expected));

    [Test]
    public void Every_documented_Okta_status_is_known() => Assert.That(
        Constants<string>(typeof(IdentitySdk.Okta.UserStatus.Values)).Select(status => OktaMapping.State(new IdentitySdk.Okta.UserStatus(status))),
        Is.All.Not.EqualTo(UserState.Unknown));

    [TestCase(1, 0, UserState.Pending)]
    [TestCase(1, 1, UserState.Active)]
    [TestCase(1, 2, UserState.Suspended)]
    [TestCase(1, 3, UserState.Locked)]
    [TestCase(1, 4, UserState.Pending)]
    [TestCase(1, 5, UserState.Pending)]
    [TestCase(1, 6, UserState.Unknown)]
    [TestCase(1, 7, UserState.Pending)]
    [TestCase(1, 8, UserState.Pending)]
    [TestCase(1, 9, UserState.Unknown)]
    [TestCase(1, null, UserState.Unknown)]
    [TestCase(4, 1, UserState.Unknown)]
    [TestCase(null, 1, UserState.Unknown)]
    [TestCase(null, null, UserState.Unknown)]
    public void OneLogin_state_and_status_map_to_a_state(int? state, int? status, UserState expected) => Assert.That(Of(state, status), Is.EqualTo(expected));

    [Test]
    public void OneLogin_user_that_is_not_approved_cannot_sign_in([Values(0, 2, 3)] int state, [Range(0, 9)] int status) =>
        Assert.That(Of(state, status), Is.EqualTo(state == 0 ? UserState.Pending : UserState.Deactivated));

    [Test]
    public void OneLogin_user_can_sign_in_only_if_approved_with_status_1([Range(0, 4)] int state, [Range(0, 9)] int status) =>
        Assert.That(new DirectoryUser("1", Of(state, status)).CanSignIn, Is.EqualTo((state, status) == (1, 1)));

    [TestCase("active", true, UserState.Active)]
    [TestCase("active", null, UserState.Active)]
    [TestCase("active", false, UserState.Suspended)]
    [TestCase("pending", true, UserState.Pending)]
    [TestCase("pending", false, UserState.Pending)]
    [TestCase("pending", null, UserState.Pending)]
    [TestCase("disabled", true, UserState.Suspended)]
    [TestCase("disabled", false, UserState.Suspended)]
    [TestCase("disabled", null, UserState.Suspended)]
    [TestCase("default", true, UserState.Unknown)]
    [TestCase("default", false, UserState.Unknown)]
    [TestCase(null, true, UserState.Active)]
    [TestCase(null, false, UserState.Suspended)]
    [TestCase(null, null, UserState.Unknown)]
    public void Agilicus_status_and_flag_map_to_a_state(string? status, bool? enabled, UserState expected) =>
        Assert.That(AgilicusMapping.State(status is null ? null : new IdentitySdk.Agilicus.UserStatus(status), enabled), Is.EqualTo(expected));

    private static UserState Of(int? state, int? status) => OneLoginMapping.State(
        state is { } known ? new IdentitySdk.OneLogin.UserState(known) : null, status is { } value ? new IdentitySdk.OneLogin.UserStatus(value) : null);

    private static IEnumerable<T> Constants<T>(Type type) => type.GetFields().Select(field => (T)field.GetRawConstantValue()!);
}
