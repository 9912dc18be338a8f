namespace IdentitySdk.Directories;

/// <summary>Determines the changes of one user.</summary>
internal sealed class UserComparison(DirectoryCapabilities capabilities, PlanOptions options)
{
    private readonly UserAttribute[] _managed = [.. options.Manage.Where(attribute => attribute != options.Match.Of).Distinct()];

    public static UserAction Action(MissingPolicy policy) => policy == MissingPolicy.Suspend ? UserAction.Suspend : UserAction.Deactivate;

    /// <summary>Determines the change of a user who is not in the source.</summary>
    public UserDifference Missing(DirectoryUser user)
    {
        if (options.Missing == MissingPolicy.Leave || IsStopped(user.State, Action(options.Missing)))
        {
            return new([]);
        }

        var (step, problem) = Act(user, Action(options.Missing), Comparable(user.Values));
        return new(step is null ? [] : [step], problem);
    }

    /// <summary>Determines the changes that make a user match a person of the source. Access is granted first and removed last.</summary>
    public UserDifference Compare(DirectoryUser user, DesiredUser person)
    {
        var (values, mismatch) = Difference(user, person);
        var before = Comparable(user.Values);
        var action = Action(user.State, person.State);
        var (step, problem) = action is { } needed ? Act(user, needed, RemovesAccess(needed) ? before.With(values) : before) : default;
        problem ??= mismatch is null ? null : (SkipReason.CannotHold, mismatch);
        if (values.Count == 0)
        {
            return new(step is null ? [] : [step], problem);
        }

        var returns = step?.Kind is ChangeKind.Resume or ChangeKind.Activate;
        if (user.State == UserState.Deactivated && !returns && !capabilities.CanUpdateDeactivated)
        {
            return new([], (SkipReason.NotPossible, "a deactivated user cannot be updated"));
        }

        // An activation can lead to several states, so the state after it is not checked.
        var update = new UserDifference.Step(ChangeKind.Update, returns ? StateAfter(step!) : user.State, before, values);
        return new(step is null ? [update] : returns ? [step, update] : [update, step], problem);
    }

    /// <summary>Gets the values of a new user, or the reason why it cannot be created.</summary>
    public (UserValues Values, string? Problem) Creation(DesiredUser person)
    {
        var wanted = _managed.Append(options.Match.Of).Append(capabilities.CreatedBy.Of)
            .Concat(capabilities.Attributes.Where(definition => definition.IsRequired).Select(definition => definition.Attribute))
            .Distinct()
            .Where(attribute => !person.Values[attribute].IsNone);
        var values = UserValues.Of([.. wanted.Select(attribute => (attribute, Typed(attribute, person.Values[attribute], default)))]);
        UserAttribute[] missing =
            [.. capabilities.MissingFor(values).Append(capabilities.CreatedBy.Of).Distinct().Where(attribute => values[attribute].IsNone)];
        if (missing.Length > 0)
        {
            return (values, $"{capabilities.Vendor} requires {string.Join(", ", missing)} for a new user");
        }

        return (values, values.Select(Problem).FirstOrDefault(problem => problem is not null));
    }

    /// <summary>Gets the new values of the managed attributes that differ, or the reason why one cannot be stored.</summary>
    private (UserValues Values, string? Problem) Difference(DirectoryUser user, DesiredUser person)
    {
        var changes = new List<KeyValuePair<UserAttribute, AttributeValue>>();
        foreach (var attribute in _managed.Where(person.Values.Contains))
        {
            var present = user.Values[attribute];
            var wanted = Typed(attribute, person.Values[attribute], present);
            if (wanted != present)
            {
                changes.Add(new(attribute, wanted));
            }
        }

        // One value that cannot be stored leaves all values unchanged; access is still granted and removed.
        return changes.Select(Problem).FirstOrDefault(problem => problem is not null) is { } mismatch
            ? (UserValues.Empty, mismatch)
            : (new UserValues(changes), null);
    }

    private string? Problem(KeyValuePair<UserAttribute, AttributeValue> item) => capabilities.Find(item.Key) is { } definition
        ? definition.Check(item.Value)
        : $"{capabilities.Vendor} does not support {item.Key}";

    /// <summary>Converts a value to the attribute's type: that of its definition, or of the current value.</summary>
    private AttributeValue Typed(UserAttribute attribute, AttributeValue value, AttributeValue present)
    {
        var type = capabilities.Attributes.FirstOrDefault(definition => definition.Attribute == attribute)?.Type ?? present.Type;
        return type is { } known ? value.As(known) ?? value : value;
    }

    /// <summary>Gets the action that leads from a state to the desired one; null if none is needed.</summary>
    private UserAction? Action(UserState state, UserState? wanted) => (wanted, state) switch
    {
        (null, _) when options.Returning == ReturningPolicy.Leave => null,
        (null or UserState.Active, UserState.Suspended) => UserAction.Resume,
        (null or UserState.Active, UserState.Deactivated) => UserAction.Activate,
        (UserState.Suspended, not (UserState.Suspended or UserState.Deactivated)) => UserAction.Suspend,
        (UserState.Deactivated, not UserState.Deactivated) => UserAction.Deactivate,
        _ => null,
    };

    private static bool IsStopped(UserState state, UserAction action) =>
        state == UserState.Deactivated || (state == UserState.Suspended && action == UserAction.Suspend);

    private static bool RemovesAccess(UserAction action) => action is UserAction.Suspend or UserAction.Deactivate;

    private (UserDifference.Step? Step, (SkipReason, string)? Problem) Act(DirectoryUser user, UserAction action, UserValues before) =>
        capabilities.Allows(action, user)
        ? (new(PlannedChange.KindOf(action), user.State, before, UserValues.Empty), null)
        : (null, (SkipReason.NotPossible, $"{action} is not possible for a user that is {user.State} ({user.NativeStatus}){Instead(user, action)}"));

    private string Instead(DirectoryUser user, UserAction action) =>
        action == UserAction.Suspend && capabilities.Allows(UserAction.Deactivate, user) ? $", {UserAction.Deactivate} is" : "";

    private UserState? StateAfter(UserDifference.Step step) =>
        capabilities.Find(step.Kind == ChangeKind.Resume ? UserAction.Resume : UserAction.Activate)!.To is [var only] ? only : null;

    /// <summary>The key and the managed attributes, which are compared before a write to detect drift.</summary>
    private UserValues Comparable(UserValues values) => values.Only(_managed.Append(options.Match.Of));
}
