namespace IdentitySdk.Directories;

/// <summary>Compares one user with what is wanted. Decides and does nothing.</summary>
internal sealed class UserComparison(DirectoryCapabilities capabilities, PlanOptions options)
{
    private readonly UserAttribute[] _managed = [.. options.Manage.Where(attribute => attribute != options.Match.Of).Distinct()];

    public static UserAction Action(MissingPolicy policy) => policy == MissingPolicy.Suspend ? UserAction.Suspend : UserAction.Deactivate;

    /// <summary>What becomes of a user whom the source does not have.</summary>
    public UserDifference Missing(DirectoryUser user)
    {
        if (options.Missing == MissingPolicy.Leave || IsStopped(user.State, Action(options.Missing)))
        {
            return UserDifference.None;
        }

        var (step, problem) = Act(user, Action(options.Missing), Image(user.Values));
        return new(step is null ? [] : [step], problem);
    }

    /// <summary>What has to be done so that a user is as a person of the source: access is given first and taken last.</summary>
    public UserDifference Compare(DirectoryUser user, DesiredUser person)
    {
        var (values, mismatch) = Difference(user, person);
        var image = Image(user.Values);
        var action = Action(user.State, person.State);
        var (step, problem) = action is { } needed ? Act(user, needed, TakesAccess(needed) ? image.With(values) : image) : default;
        problem ??= mismatch is null ? null : (SkipReason.CannotHold, mismatch);
        if (values.Count == 0)
        {
            return new(step is null ? [] : [step], problem);
        }

        var returns = step?.Kind is ChangeKind.Resume or ChangeKind.Activate;
        if (user.State == UserState.Deactivated && !returns && !capabilities.CanUpdateDeactivated)
        {
            return new([], (SkipReason.NotPossible, "a deactivated user cannot be changed"));
        }

        // An activation may lead to several states, so none is expected after it.
        var update = new ChangeStep(ChangeKind.Update, returns ? StateAfter(step!) : user.State, image, values);
        return new(step is null ? [update] : returns ? [step, update] : [update, step], problem);
    }

    /// <summary>The values of a new user, or why there cannot be one.</summary>
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
            return (values, $"{capabilities.Vendor} needs {string.Join(", ", missing)} for a new user");
        }

        return (values, values.Select(Problem).FirstOrDefault(problem => problem is not null));
    }

    /// <summary>The managed attributes that differ, with their new values, or why one cannot be held.</summary>
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

        // A person with a value that cannot be held keeps all values; access is still given and taken.
        return changes.Select(Problem).FirstOrDefault(problem => problem is not null) is { } mismatch
            ? (UserValues.Empty, mismatch)
            : (new UserValues(changes), null);
    }

    private string? Problem(KeyValuePair<UserAttribute, AttributeValue> item) => capabilities.Find(item.Key) is { } definition
        ? definition.Check(item.Value)
        : $"{capabilities.Vendor} has no {item.Key}";

    /// <summary>A value in the attribute's type: the one of its definition, or of what the user has.</summary>
    private AttributeValue Typed(UserAttribute attribute, AttributeValue value, AttributeValue present)
    {
        var type = capabilities.Attributes.FirstOrDefault(definition => definition.Attribute == attribute)?.Type ?? present.Type;
        return type is { } known ? value.As(known) ?? value : value;
    }

    /// <summary>The action that leads from a state to a wanted one; null if there is nothing to do.</summary>
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

    private static bool TakesAccess(UserAction action) => action is UserAction.Suspend or UserAction.Deactivate;

    private (ChangeStep? Step, (SkipReason, string)? Problem) Act(DirectoryUser user, UserAction action, UserValues image) =>
        capabilities.Allows(action, user)
        ? (new ChangeStep(PlannedChange.KindOf(action), user.State, image, UserValues.Empty), null)
        : (null, (SkipReason.NotPossible, $"{action} is not possible for a user that is {user.State} ({user.NativeStatus}){Instead(user, action)}"));

    private string Instead(DirectoryUser user, UserAction action) =>
        action == UserAction.Suspend && capabilities.Allows(UserAction.Deactivate, user) ? $", {UserAction.Deactivate} is" : "";

    private UserState? StateAfter(ChangeStep step) =>
        capabilities.Find(step.Kind == ChangeKind.Resume ? UserAction.Resume : UserAction.Activate)!.To is [var only] ? only : null;

    /// <summary>The key and the managed attributes: what a drift is looked for in.</summary>
    private UserValues Image(UserValues values) => values.Only(_managed.Append(options.Match.Of));
}
