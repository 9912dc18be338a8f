using IdentitySdk.Okta;
using NSubstitute;
using NSubstitute.ExceptionExtensions;

namespace IdentitySdk.Tests.Readme;

/// <summary>The examples of docs/testing-your-code.md, compared by <see cref="ReadmeTests"/>; they also run as tests.</summary>
public sealed class TestingSnippets
{
    #region Offboarding
    public sealed class Offboarding(IUsersClient users, IUserLifecycleClient lifecycle)
    {
        /// <summary>Suspends all users of a department; returns how many.</summary>
        public async Task<int> SuspendAsync(string department, CancellationToken cancellationToken = default)
        {
            var suspended = 0;
            var options = new ListUsersOptions { Search = OktaFilter.Format($"profile.department eq {department}") };
            await foreach (var user in users.ListAllAsync(options, cancellationToken: cancellationToken))
            {
                await lifecycle.SuspendAsync(user.Id!, cancellationToken: cancellationToken);
                suspended++;
            }

            return suspended;
        }

        /// <summary>A user's title; null when there is no such user, and when Okta asks to come back later.</summary>
        public async Task<string?> FindTitleAsync(string login, CancellationToken cancellationToken = default)
        {
            try
            {
                return (await users.GetAsync(login, cancellationToken: cancellationToken)).Profile?.Title;
            }
            catch (NotFoundException)
            {
                return null;
            }
            catch (RateLimitedException exception) when (exception.RetryAfter > TimeSpan.FromMinutes(1))
            {
                return null;
            }
        }
    }
    #endregion

    #region TwoPages
    [Test]
    public async Task All_users_of_both_pages_are_suspended()
    {
        var users = Substitute.For<IUsersClient>();
        var lifecycle = Substitute.For<IUserLifecycleClient>();
        users.ListAllAsync(Arg.Is<ListUsersOptions>(options => options.Search == "profile.department eq \"Sales\"")).Returns(AsyncPageable.FromPages(
        [
            new Page<User>([new User { Id = "1" }, new User { Id = "2" }], continuationToken: "next"),
            new Page<User>([new User { Id = "3" }]),
        ]));

        Assert.That(await new Offboarding(users, lifecycle).SuspendAsync("Sales"), Is.EqualTo(3));
        await lifecycle.Received(1).SuspendAsync("3");
    }
    #endregion

    #region NotFound
    [Test]
    public async Task User_who_does_not_exist_has_no_title()
    {
        var users = Substitute.For<IUsersClient>();
        users.GetAsync("jane@example.com").ThrowsAsync(new NotFoundException { VendorCode = "E0000007" });

        Assert.That(await new Offboarding(users, Substitute.For<IUserLifecycleClient>()).FindTitleAsync("jane@example.com"), Is.Null);
    }
    #endregion

    #region RateLimited
    [Test]
    public async Task Short_wait_is_left_to_the_caller()
    {
        var users = Substitute.For<IUsersClient>();
        users.GetAsync("jane@example.com").ThrowsAsync(new RateLimitedException { RetryAfter = TimeSpan.FromSeconds(20) });
        var offboarding = new Offboarding(users, Substitute.For<IUserLifecycleClient>());

        var exception = await Assert.ThrowsAsync<RateLimitedException>(() => offboarding.FindTitleAsync("jane@example.com"));
        Assert.That(exception!.StatusCode, Is.EqualTo(429));
    }
    #endregion

    [Test]
    public async Task Root_client_can_be_substituted()
    {
        #region RootClient
        var okta = Substitute.For<OktaClient>();
        okta.Users.GetAsync("00u1").Returns(new User { Id = "00u1", Status = UserStatus.Active });
        okta.UserRoles.ListAllAsync("00u1").Returns(AsyncPageable.FromItems([new Role { Label = "Help Desk Administrator" }]));
        #endregion

        Assert.That((await okta.Users.GetAsync("00u1")).Status, Is.EqualTo(UserStatus.Active));
        Assert.That(await okta.UserRoles.ListAllAsync("00u1").CountAsync(), Is.EqualTo(1));
    }

    [Test]
    public void List_can_fail_in_the_middle()
    {
        #region FailingList
        var list = AsyncPageable.FromPages(Pages());

        static IEnumerable<Page<User>> Pages()
        {
            yield return new Page<User>([new User { Id = "1" }], continuationToken: "next");
            throw new ServerException { StatusCode = 503 };
        }
        #endregion

        Assert.That(async () => await list.CountAsync(), Throws.TypeOf<ServerException>());
    }
}
