using IdentitySdk.Directories;
using IdentitySdk.OneLogin;
using IdentitySdk.Testing;
using IdentitySdk.Tests.Plans;
using UserState = IdentitySdk.Directories.UserState;

namespace IdentitySdk.Tests.Vendors;

/// <summary>Vendor-specific behavior of the directories.</summary>
public sealed class VendorDirectoryTests
{
    [TestCase("https://api.us.onelogin.com")]
    [TestCase("https://api.eu.onelogin.com")]
    public void Host_of_many_accounts_requires_a_tenant_name(string address)
    {
        using var client = OneLogin(address);

        Assert.That(() => client.AsDirectory(), Throws.ArgumentException);
        Assert.That(client.AsDirectory(new VendorDirectoryOptions { Tenant = "acme" }).Tenant, Is.EqualTo("onelogin:acme"));
    }

    [Test]
    public void Tenant_defaults_to_the_host()
    {
        using var client = OneLogin("https://acme.onelogin.com");

        Assert.That(client.AsDirectory().Tenant, Is.EqualTo("onelogin:https://acme.onelogin.com"));
    }

    [Test]
    public async Task OneLogin_id_that_is_not_a_number_is_refused_before_any_call()
    {
        await using var tenant = await VendorTenant.StartAsync("OneLogin", users: 1);

        Assert.That(async () => await tenant.Directory.GetAsync("ada"), Throws.ArgumentException);
        Assert.That(tenant.Emulator.RequestCount, Is.Zero);
    }

    /// <summary>Version 1 does not document how to write a status: <c>set_state</c> deactivates and activates users.</summary>
    [Test]
    public async Task OneLogin_actions_send_states_and_never_a_status()
    {
        await using var tenant = await VendorTenant.StartAsync("OneLogin", users: 10);
        var user = await tenant.Directory.ListAsync().FirstAsync(user => user.State == UserState.Active);

        Assert.That(
            async () => await tenant.Directory.SuspendAsync(user.Id),
            Throws.InstanceOf<NotSupportedException>().With.Message.Contains("deactivate the user"));
        Assert.That(tenant.Emulator.Requests.Select(request => request.Method), Has.None.EqualTo("PUT"));
        await tenant.Directory.DeactivateAsync(user.Id);
        await tenant.Directory.ActivateAsync(user.Id);

        Assert.That((await tenant.Directory.GetAsync(user.Id))!.State, Is.EqualTo(UserState.Active));
        Assert.That(
            tenant.Emulator.Requests.Where(request => request.Method == "PUT").Select(request => request.Path), Is.All.EqualTo($"/api/1/users/{user.Id}/set_state"));
    }

    [Test]
    public async Task OneLogin_user_without_a_password_cannot_be_activated()
    {
        await using var tenant = await VendorTenant.StartAsync("OneLogin", users: 1);
        var created = await tenant.Directory.CreateAsync(new NewUser { Login = "eve@example.com", Email = "eve@example.com", GivenName = "Eve", FamilyName = "New" });

        Assert.That(created.State, Is.EqualTo(UserState.Pending));
        Assert.That(
            async () => await tenant.Directory.ActivateAsync(created.Id),
            Throws.InstanceOf<DirectoryException>().With.Property("Error").EqualTo(DirectoryError.Refused).And.Message.Contains("password"));
    }

    [Test]
    public async Task Unknown_custom_attribute_is_refused_before_any_call()
    {
        await using var tenant = await VendorTenant.StartAsync("OneLogin", users: 3);
        var client = (OneLoginClient)tenant.Client;
        var directory = client.AsDirectory(new VendorDirectoryOptions { CustomAttributes = await client.ListAttributeDefinitionsAsync(), HasNoOtherAttributes = true });
        var user = await directory.ListAsync().FirstAsync();
        var sent = tenant.Emulator.RequestCount;

        Assert.That(directory.Capabilities.Attributes.Select(definition => definition.Attribute.CustomName), Is.SupersetOf(new[] { "employeeNumber", "badge" }));
        Assert.That(
            async () => await directory.UpdateAsync(user.Id, UserValues.Of((UserAttribute.Title, "x"), (UserAttribute.Custom("employeNumber"), "7"))),
            Throws.InstanceOf<NotSupportedException>().With.Message.Contains("employeNumber"));
        Assert.That(tenant.Emulator.RequestCount, Is.EqualTo(sent));
        await directory.UpdateAsync(user.Id, UserValues.Of((UserAttribute.Custom("employeeNumber"), "7")));
        Assert.That((await directory.GetAsync(user.Id))!.Attributes["employeeNumber"].Text, Is.EqualTo("7"));
    }

    /// <summary>Okta's reference: only users with an ACTIVE status can be suspended.</summary>
    [TestCase("PASSWORD_EXPIRED")]
    [TestCase("RECOVERY")]
    public async Task Okta_user_that_cannot_be_suspended_is_refused_and_skipped_by_a_plan(string status)
    {
        await using var tenant = await VendorTenant.StartAsync("Okta", users: 200);
        var user = await tenant.Directory.ListAsync().FirstAsync(user => user.NativeStatus == status);

        Assert.That(user.State, Is.EqualTo(UserState.Active));
        Assert.That(
            async () => await tenant.Directory.SuspendAsync(user.Id),
            Throws.InstanceOf<DirectoryException>().With.Property("Error").EqualTo(DirectoryError.Refused).And.Message.Contains(status));
        Assert.That(tenant.Emulator.Requests.Select(request => request.Method), Is.All.EqualTo("GET"));

        var plan = await DirectoryPlan.CreateAsync(
            People.Source([new DesiredUser { Login = "joe@example.com" }]),
            tenant.Directory,
            new PlanOptions { Match = UserKey.Login, Manage = [], Missing = MissingPolicy.Suspend, Scope = each => each.Id == user.Id, Guard = new PlanGuard().ExpectMatched(exactly: 0) });
        Assert.That(plan.Changes.Select(change => change.UserId), Has.None.EqualTo(user.Id));
        Assert.That(plan.Skipped.Single(skipped => skipped.Reason == SkipReason.NotPossible).Detail, Does.Contain(status).And.EndsWith("Deactivate is"));
    }

    [Test]
    public async Task Okta_user_in_transition_is_Unavailable_and_not_Refused()
    {
        await using var tenant = await VendorTenant.StartAsync("Okta", users: 10, options => ((OktaEmulatorOptions)options).TransitionTime = TimeSpan.FromHours(1));
        var user = await tenant.Directory.ListAsync().FirstAsync(user => user.NativeStatus == "ACTIVE");
        await tenant.Directory.DeactivateAsync(user.Id);

        Assert.That(
            async () => await tenant.Directory.SuspendAsync(user.Id),
            Throws.InstanceOf<DirectoryException>().With.Property("Error").EqualTo(DirectoryError.Unavailable).And.Message.Contains("E0000112"));
    }

    [Test]
    public async Task Okta_login_is_not_accepted_as_an_id()
    {
        await using var tenant = await VendorTenant.StartAsync("Okta", users: 3);
        var user = await tenant.Directory.ListAsync().FirstAsync();

        Assert.That(await tenant.Directory.GetAsync(user.Login!), Is.Null);
        foreach (var call in new Func<Task>[]
        {
            () => tenant.Directory.UpdateAsync(user.Login!, UserValues.Of((UserAttribute.Title, "x"))),
            () => tenant.Directory.SuspendAsync(user.Login!),
            () => tenant.Directory.DeleteAsync(user.Login!),
        })
        {
            Assert.That(async () => await call(), Throws.InstanceOf<DirectoryException>().With.Property("Error").EqualTo(DirectoryError.NotFound));
        }
    }

    [Test]
    public async Task Okta_attribute_name_cannot_inject_a_search_expression()
    {
        await using var tenant = await VendorTenant.StartAsync("Okta", users: 3);

        Assert.That(async () => await tenant.Directory.FindAsync(UserKey.Attribute("title pr or profile.x"), "x"), Throws.ArgumentException);
    }

    [Test]
    public async Task Refused_action_has_the_vendors_exception()
    {
        await using var tenant = await VendorTenant.StartAsync("Okta", users: 10);
        var user = await tenant.Directory.ListAsync().FirstAsync(user => user.NativeStatus == "ACTIVE");
        tenant.Emulator.Faults.When(request => request.Path.EndsWith("/suspend", StringComparison.Ordinal), Testing.Fault.Status(400));

        Assert.That(
            async () => await tenant.Directory.SuspendAsync(user.Id),
            Throws.InstanceOf<DirectoryException>().With.Property("Error").EqualTo(DirectoryError.Refused).And.InnerException.InstanceOf<InvalidRequestException>());
    }

    [Test]
    public async Task Creation_whose_second_call_fails_is_OutcomeUnknown()
    {
        await using var tenant = await VendorTenant.StartAsync("OneLogin", users: 1);
        tenant.Emulator.Faults.When(request => request.Method == "GET" && request.Path.StartsWith("/api/1/users/", StringComparison.Ordinal), Testing.Fault.Html(200));
        var user = new NewUser { Login = "eve@example.com", Email = "eve@example.com", GivenName = "Eve", FamilyName = "New" };

        Assert.That(
            async () => await tenant.Directory.CreateAsync(user),
            Throws.InstanceOf<DirectoryException>().With.Property("Error").EqualTo(DirectoryError.OutcomeUnknown));
        Assert.That(await tenant.Directory.FindAsync(UserKey.Login, "eve@example.com"), Is.Not.Null);
    }

    [TestCase("Okta", 401, DirectoryError.Unavailable)]
    [TestCase("Okta", 403, DirectoryError.Refused)]
    [TestCase("Okta", 400, DirectoryError.Refused)]
    [TestCase("Okta", 500, DirectoryError.OutcomeUnknown)]
    [TestCase("OneLogin", 403, DirectoryError.Refused)]
    [TestCase("Agilicus", 403, DirectoryError.Refused)]
    [TestCase("Agilicus", 404, DirectoryError.NotFound)]
    public async Task Vendor_errors_map_to_directory_errors(string vendor, int status, DirectoryError error)
    {
        await using var tenant = await VendorTenant.StartAsync(vendor, users: 3, clock: new JumpingClock());
        var user = await tenant.Directory.ListAsync().FirstAsync(user => user.State == UserState.Active);
        tenant.Emulator.Faults.When(request => request.Method is "POST" or "PUT" && !request.IsTokenRequest, Testing.Fault.Status(status));

        Assert.That(
            async () => await tenant.Directory.UpdateAsync(user.Id, UserValues.Of((UserAttribute.GivenName, "x"))),
            Throws.InstanceOf<DirectoryException>().With.Property("Error").EqualTo(error).And.InnerException.InstanceOf<IdentityApiException>());
    }

    private static OneLoginClient OneLogin(string address) =>
        new(new OneLoginClientOptions { BaseAddress = new Uri(address), Credential = OneLoginCredential.Client("id", "secret") });
}
