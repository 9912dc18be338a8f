using IdentitySdk.Okta;

namespace IdentitySdk.Tests.Readme;

/// <summary>The examples of <c>docs/finding-people.md</c>, compared by <see cref="ReadmeTests"/>.</summary>
internal static class FindingSnippets
{
    public static async Task<User> FindAsync(OktaClient okta, CancellationToken cancellationToken)
    {
        #region Find
        var user = await okta.Users.FindByLoginAsync("ada@example.com", cancellationToken: cancellationToken);
        if (user is null)
        {
            var profile = new UserProfile { FirstName = "Ada", LastName = "King", Login = "ada@example.com", Email = "ada@example.com" };
            try
            {
                user = await okta.Users.CreateAsync(new CreateUserRequest { Profile = profile }, cancellationToken: cancellationToken);
            }
            catch (AlreadyExistsException)
            {
                // Someone else was faster, or the login differs in case only.
                user = await okta.Users.GetAsync("ada@example.com", cancellationToken: cancellationToken);
            }
        }
        #endregion
        return user;
    }

    public static async Task EverybodyAsync(OktaClient okta, CancellationToken cancellationToken)
    {
        #region Everybody
        await foreach (var user in okta.Users.ListAllAsync(UserScope.IncludingDeactivated, cancellationToken: cancellationToken))
        {
            Console.WriteLine($"{user.Id} {user.Status}");
        }
        #endregion
    }
}
