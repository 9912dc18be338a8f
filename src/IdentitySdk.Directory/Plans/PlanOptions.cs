namespace IdentitySdk.Directories;

/// <summary>Options for creating a plan.</summary>
public sealed class PlanOptions
{
    /// <summary>The key by which people and users are matched. Values are trimmed, normalized (NFC) and compared case-insensitively. Default: email.</summary>
    public UserKey Match { get; set; } = UserKey.Email;

    /// <summary>The attributes to compare and write, as far as the source specifies them for a person. Default empty.</summary>
    public IReadOnlyList<UserAttribute> Manage { get; set; } = [];

    /// <summary>What to do with users in scope who are not in the source. Default <see cref="MissingPolicy.Leave"/>.</summary>
    public MissingPolicy Missing { get; set; }

    /// <summary>What to do with suspended or deactivated users who are in the source without a state. Default <see cref="ReturningPolicy.Leave"/>.</summary>
    public ReturningPolicy Returning { get; set; }

    /// <summary>Whether a user is in scope. Other users are neither changed, created nor counted. Default: every user.</summary>
    public Func<DirectoryUser, bool> Scope { get; set; } = _ => true;

    /// <summary>Ids, logins, emails or keys of users who are never changed. Default empty.</summary>
    public IReadOnlyList<string> Protected { get; set; } = [];

    /// <summary>The limits above which the plan needs approval.</summary>
    public PlanGuard Guard { get; set; } = new();

    /// <summary>The clock. Default: the system clock.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;
}
