using IdentitySdk.Okta;

namespace IdentitySdk.Tests.Readme;

/// <summary>The examples of docs/lists.md, compared by <see cref="ReadmeTests"/> and run by <see cref="GuideTests"/>.</summary>
internal static class ListSnippets
{
    public static async Task AllAsync(OktaClient okta, CancellationToken cancellationToken)
    {
        #region All
        var active = new ListUsersOptions { Filter = OktaFilter.Format($"status eq {UserStatus.Values.Active}") };
        await foreach (var user in okta.Users.ListAllAsync(active, cancellationToken: cancellationToken))
        {
            Console.WriteLine(user.Profile?.Login);
        }
        #endregion
    }

    public static async Task PagesAsync(OktaClient okta, string? resumeFrom, Func<IReadOnlyList<User>, string?, Task> SaveAsync)
    {
        #region Pages
        await foreach (var page in okta.Users.ListAllAsync().AsPages(resumeFrom, pageSize: 100))
        {
            await SaveAsync(page.Items, page.ContinuationToken);
        }
        #endregion
    }

    public static async Task<IReadOnlyList<User>> OnePageAsync(OktaClient okta)
    {
        #region OnePage
        Page<User> page = await okta.Users.ListAsync(new ListUsersOptions { Limit = 10 });
        Console.WriteLine($"{page.Items.Count} users, {page.Response?.RateLimit?.Remaining} calls left in this minute");
        #endregion
        return page.Items;
    }

    public static async Task ForEachAsync(OktaClient okta, string search, CancellationToken cancellationToken)
    {
        #region ForEach
        var results = await okta.Users.ListAllAsync(new ListUsersOptions { Search = search }, cancellationToken: cancellationToken)
            .ForEachAsync((user, token) => okta.UserLifecycle.SuspendAsync(user.Id!, cancellationToken: token), cancellationToken: cancellationToken);
        foreach (var failed in results.Where(result => !result.IsSuccess))
        {
            Console.Error.WriteLine($"{failed.Item.Id}: {failed.Exception!.Message}");
        }
        #endregion
    }
}
