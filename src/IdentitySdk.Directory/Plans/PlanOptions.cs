namespace IdentitySdk.Directories;

/// <summary>How a plan is made.</summary>
public sealed class PlanOptions
{
    /// <summary>The key by which people and users are matched: without case, in NFC, without white space around it. Default email.</summary>
    public UserKey Match { get; set; } = UserKey.Email;

    /// <summary>The attributes that are compared and written; of these, those that the source states for a person. Default none.</summary>
    public IReadOnlyList<UserAttribute> Manage { get; set; } = [];

    /// <summary>What becomes of users in scope whom the source does not have. Default <see cref="MissingPolicy.Leave"/>.</summary>
    public MissingPolicy Missing { get; set; }

    /// <summary>What becomes of stopped users whom the source has, without stating a state. Default <see cref="ReturningPolicy.Leave"/>.</summary>
    public ReturningPolicy Returning { get; set; }

    /// <summary>Who is in scope; nobody else is touched or counted, and nobody is created outside of it. Default everybody.</summary>
    public Func<DirectoryUser, bool> Scope { get; set; } = _ => true;

    /// <summary>Ids, logins, emails or keys of users who are never touched, whatever the source says. Default none.</summary>
    public IReadOnlyList<string> Protected { get; set; } = [];

    /// <summary>How much the plan may do before a person has to agree.</summary>
    public PlanGuard Guard { get; set; } = new();

    /// <summary>The clock. Default the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;
}
