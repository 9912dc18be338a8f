namespace IdentitySdk.Directories;

/// <summary>Creates a plan: reads the source, then lists the users once.</summary>
internal sealed class PlanBuilder
{
    private readonly IUserDirectory _directory;
    private readonly PlanOptions _options;
    private readonly ProtectedUsers _protected;
    private readonly UserComparison _comparison;
    private readonly List<string> _problems = [];
    private readonly List<PlannedChange> _changes = [];
    private readonly List<SkippedUser> _skipped = [];
    private int _inScope;
    private int _matched;

    public PlanBuilder(IUserDirectory directory, PlanOptions options)
    {
        (_directory, _options) = (directory, options);
        RequireCapabilities();
        _protected = new ProtectedUsers(options.Protected, options.Match);
        _comparison = new UserComparison(directory.Capabilities, options);
    }

    public async Task<DirectoryPlan> BuildAsync(IAsyncEnumerable<DesiredUser> people, CancellationToken cancellationToken)
    {
        var wanted = await ReadAsync(people, cancellationToken).ConfigureAwait(false);
        var ids = await CompareUsersAsync(wanted, cancellationToken).ConfigureAwait(false);
        if (_problems.Count > 0)
        {
            throw new PlanInputException(_problems);
        }

        foreach (var person in wanted.Where(person => !ids.ContainsKey(person.Key)))
        {
            AddCreation(person.Value);
        }

        var header = new PlanHeader(
            Guid.NewGuid().ToString("N"),
            _options.TimeProvider.GetUtcNow(),
            _directory.Tenant,
            _options.Match,
            [.. _options.Manage],
            [.. _options.Protected],
            _options.Guard,
            new PlanFigures(wanted.Count, _inScope, _matched, 0));
        return new DirectoryPlan(header, _changes, _skipped);
    }

    private void RequireCapabilities()
    {
        var capabilities = _directory.Capabilities;
        foreach (var attribute in Arguments.NotNull(_options.Manage, nameof(PlanOptions.Manage)))
        {
            capabilities.Require(UserValues.Of((attribute, Sample(capabilities.Find(attribute)))));
        }

        if (capabilities.Find(_options.Match.Of) is null)
        {
            throw new NotSupportedException($"{capabilities.Vendor} does not support {_options.Match}, so users cannot be matched by it.");
        }

        if (_options.Missing != MissingPolicy.Leave)
        {
            capabilities.Require(UserComparison.Action(_options.Missing));
        }
    }

    /// <summary>A value of the attribute's type, to check that the attribute can be written.</summary>
    private static AttributeValue Sample(AttributeDefinition? definition) => definition?.Type switch
    {
        AttributeType.Boolean => true,
        AttributeType.Number => 0,
        _ => "x",
    };

    private async Task<Dictionary<string, DesiredUser>> ReadAsync(IAsyncEnumerable<DesiredUser> people, CancellationToken cancellationToken)
    {
        var wanted = new Dictionary<string, DesiredUser>();
        await foreach (var person in people.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            var origin = person.Origin ?? $"person {wanted.Count + 1} of the source";
            if (KeyText.Of(person.Values[_options.Match.Of]) is not { } key)
            {
                _problems.Add($"{origin} has no {_options.Match}.");
            }
            else if (wanted.TryGetValue(key, out var other))
            {
                _problems.Add($"{origin} has the same {_options.Match} as {other.Origin ?? "another person"}: {key}.");
            }
            else
            {
                wanted.Add(key, person);
            }
        }

        return wanted;
    }

    /// <summary>Adds the changes of all users, and returns the ids of the users by key.</summary>
    private async Task<Dictionary<string, string>> CompareUsersAsync(Dictionary<string, DesiredUser> wanted, CancellationToken cancellationToken)
    {
        var ids = new Dictionary<string, string>();
        await foreach (var user in _directory.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            if (KeyText.Of(user.Values[_options.Match.Of]) is not { } key)
            {
                SkipWithoutKey(user);
                continue;
            }

            if (ids.TryGetValue(key, out var other))
            {
                _problems.Add($"Users {other} and {user.Id} of the directory have the same {_options.Match}: {key}.");
                continue;
            }

            ids.Add(key, user.Id);
            wanted.TryGetValue(key, out var person);
            Add(user, person);
        }

        return ids;
    }

    private void SkipWithoutKey(DirectoryUser user)
    {
        if (_options.Scope(user))
        {
            Count(user, isMatched: false);
            _skipped.Add(new(user.Id, SkipReason.NoKey, $"the user has no {_options.Match}"));
        }
    }

    private void Add(DirectoryUser user, DesiredUser? person)
    {
        if (!_options.Scope(user))
        {
            if (person is not null)
            {
                Skip(user, SkipReason.OutOfScope, "the user is out of scope");
            }

            return;
        }

        Count(user, person is not null);
        if (_protected.Contains(user))
        {
            Skip(user, SkipReason.Protected, "the user is protected");
        }
        else if (user.State == UserState.Unknown)
        {
            Skip(user, SkipReason.UnknownState, $"the status {user.NativeStatus} is unknown");
        }
        else
        {
            Add(user, person is null ? _comparison.Missing(user) : _comparison.Compare(user, person));
        }
    }

    private void Count(DirectoryUser user, bool isMatched)
    {
        if (user.State != UserState.Deactivated)
        {
            _inScope++;
            _matched += isMatched ? 1 : 0;
        }
    }

    private void Add(DirectoryUser user, UserDifference difference)
    {
        foreach (var step in difference.Steps)
        {
            _changes.Add(new PlannedChange(_changes.Count + 1, step.Kind, KeyOf(user), user.Id, step.State, step.Before, step.After));
        }

        if (difference.Problem is { } problem)
        {
            Skip(user, problem.Reason, problem.Detail);
        }
    }

    private void AddCreation(DesiredUser person)
    {
        if (person.State is UserState.Suspended or UserState.Deactivated)
        {
            return;
        }

        var key = person.Values[_options.Match.Of].As(AttributeType.Text)!.Value.Text!;
        var (values, problem) = _comparison.Creation(person);
        if (_protected.Contains(person.Values))
        {
            _skipped.Add(new(key, SkipReason.Protected, "the person is protected"));
        }
        else if (!_options.Scope(new DirectoryUser("new", UserState.Active, person.Values)))
        {
            _skipped.Add(new(key, SkipReason.OutOfScope, "the person is out of scope"));
        }
        else if (problem is not null)
        {
            _skipped.Add(new(key, SkipReason.CannotHold, problem));
        }
        else
        {
            _changes.Add(new PlannedChange(_changes.Count + 1, ChangeKind.Create, key, null, null, UserValues.Empty, values));
        }
    }

    private void Skip(DirectoryUser user, SkipReason reason, string detail) => _skipped.Add(new(KeyOf(user), reason, detail));

    private string KeyOf(DirectoryUser user) => user.Values[_options.Match.Of].As(AttributeType.Text)?.Text ?? user.Id;
}
