using IdentitySdk.Directories;

namespace IdentitySdk.Tests.Laws;

/// <summary>A directory that breaks one law.</summary>
internal sealed class BrokenDirectory(InMemoryDirectory inner, string breach) : IUserDirectory
{
    /// <summary>The breach for each law.</summary>
    public static IReadOnlyDictionary<string, string> Breaches { get; } = new Dictionary<string, string>
    {
        ["Created_user_reads_back"] = "create drops a value",
        ["Created_user_is_found_by_every_key"] = "find is case-sensitive",
        ["List_has_every_user_once"] = "list hides deactivated",
        ["Unknown_user_is_null_or_NotFound"] = "get invents users",
        ["Hostile_key_finds_nobody"] = "find supports wildcards",
        ["Source_model_is_there"] = "list has no models",
        ["Updated_attribute_reads_back"] = "update is dropped",
        ["Cleared_attribute_is_none"] = "update skips none",
        ["Update_leaves_all_else"] = "update replaces",
        ["Update_twice_is_once"] = "update appends",
        ["Taken_key_is_AlreadyExists"] = "create ignores duplicates",
        ["Bad_value_is_refused_before_sending"] = "values unchecked",
        ["Suspend_then_resume_is_the_state_before"] = "resume is dropped",
        ["Deactivate_then_activate"] = "deactivate is dropped",
        ["Action_twice_is_once"] = "second action fails",
        ["Action_leaves_the_values"] = "actions clear the title",
        ["Deleted_user_is_gone"] = "delete is dropped",
        ["Unsupported_verb_names_the_vendor"] = "unsupported is silent",
        ["Cancelled_call_is_cancelled"] = "cancellation is ignored",
    };

    private readonly HashSet<(string, UserAction)> _done = [];

    public string Tenant => inner.Tenant;

    public DirectoryCapabilities Capabilities => inner.Capabilities;

    /// <summary>Limits the capabilities for the laws about unsupported operations.</summary>
    public static DirectoryCapabilities Limited(string law)
    {
        var all = new InMemoryDirectory().Capabilities;
        var isLimited = law is "Unsupported_verb_names_the_vendor" or "Bad_value_is_refused_before_sending";
        return new DirectoryCapabilities("Memory", UserKey.Login)
        {
            Attributes = isLimited ? [.. all.Attributes.Where(definition => definition.Attribute != UserAttribute.Manager)] : all.Attributes,
            Actions = isLimited ? [.. all.Actions.Where(action => action.Action != UserAction.Unlock)] : all.Actions,
            Keys = all.Keys,
            AllowsCustomAttributes = true,
            FindsByCustomAttributes = true,
        };
    }

    public async IAsyncEnumerable<DirectoryUser> ListAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var user in inner.ListAsync(Token(cancellationToken)))
        {
            if (breach != "list hides deactivated" || user.State != UserState.Deactivated)
            {
                yield return user;
            }
        }
    }

    public async Task<DirectoryUser?> GetAsync(string id, CancellationToken cancellationToken = default)
    {
        var user = await inner.GetAsync(id, Token(cancellationToken));
        return breach switch
        {
            "get invents users" => user ?? new DirectoryUser(id, UserState.Active),
            "list has no models" => new DirectoryUser(user!.Id, user.State, user.Values) { NativeModel = this },
            _ => user,
        };
    }

    public async Task<DirectoryUser?> FindAsync(UserKey key, string value, CancellationToken cancellationToken = default) => breach switch
    {
        "find is case-sensitive" when value != value.ToLowerInvariant() => null,
        "find supports wildcards" when value.Contains('*') => inner.Users.Values.First(),
        _ => await inner.FindAsync(key, value, cancellationToken),
    };

    public Task<DirectoryUser> CreateAsync(NewUser user, CancellationToken cancellationToken = default) => breach switch
    {
        "create drops a value" => inner.CreateAsync(new NewUser(user.Values.With(UserAttribute.Title, AttributeValue.None)), cancellationToken),
        "create ignores duplicates" when inner.Users.Values.Any(other => other.Login == user.Login) =>
            inner.CreateAsync(new NewUser(user.Values.With(UserAttribute.Login, $"2{user.Login}")), cancellationToken),
        _ => inner.CreateAsync(user, cancellationToken),
    };

    public async Task UpdateAsync(string id, UserValues changes, CancellationToken cancellationToken = default)
    {
        switch (breach)
        {
            case "update is dropped":
                return;
            case "update skips none":
                await inner.UpdateAsync(id, new UserValues(changes.Where(item => !item.Value.IsNone)), cancellationToken);
                return;
            case "update replaces":
                var user = inner.Users[id];
                inner.Set(new DirectoryUser(id, user.State, changes));
                return;
            case "update appends":
                var before = inner.Users[id];
                inner.Set(new DirectoryUser(id, before.State, before.Values.With(changes).With(UserAttribute.Title, before.Title + "x")));
                return;
            case "values unchecked" when inner.Users.ContainsKey(id):
                return;
            default:
                await inner.UpdateAsync(id, changes, Token(cancellationToken));
                return;
        }
    }

    public async Task PerformAsync(string id, UserAction action, CancellationToken cancellationToken = default)
    {
        if (breach == $"{action.ToString().ToLowerInvariant()} is dropped" || breach == "unsupported is silent")
        {
            return;
        }

        if (breach == "second action fails" && !_done.Add((id, action)))
        {
            throw new DirectoryException(DirectoryError.Refused, "The action is already done.");
        }

        await inner.PerformAsync(id, action, cancellationToken);
        if (breach == "actions clear the title")
        {
            await inner.UpdateAsync(id, UserValues.Of((UserAttribute.Title, AttributeValue.None)), cancellationToken);
        }
    }

    private CancellationToken Token(CancellationToken cancellationToken) => breach == "cancellation is ignored" ? CancellationToken.None : cancellationToken;
}
