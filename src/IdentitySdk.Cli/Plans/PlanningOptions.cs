using System.CommandLine;
using System.Globalization;
using IdentitySdk.Cli.Commands;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Directories;

namespace IdentitySdk.Cli.Plans;

/// <summary>The options of how a plan is made: what is matched, managed, protected, and how much it may do.</summary>
internal sealed class PlanRules
{
    private readonly CliContext _context;
    private readonly Option<string?> _match = CommonOptions.Text(
        "--match", "Attribute that people and users are matched by: email (the default), login, externalId, attributes.name.", "attribute");

    private readonly Option<string[]> _manage = CommonOptions.Many(
        "--manage", "Attributes that are compared and written, separated by commas (default: all that the directory can write).", "attributes");

    private readonly Option<string> _missing;
    private readonly Option<string> _returning;
    private readonly Option<string[]> _scope = CommonOptions.Many(
        "--scope", "Only users with this value, such as department=Sales; may be repeated.", "attribute=value");

    private readonly Option<string[]> _protect = CommonOptions.Many("--protect", "User who is never touched: an id, login or email. May be repeated.", "user");
    private readonly Option<string?> _maxLosing = CommonOptions.Text(
        "--max-losing", "Most people who may lose access (default: 25, and at most --max-share).", "n");

    private readonly Option<string?> _maxShare = CommonOptions.Text(
        "--max-share", "Largest share of the users in scope who may lose access, 0 to 1 (default: 0.05).", "share");

    private readonly Option<string?> _minMatched = CommonOptions.Text(
        "--min-matched", "Smallest share of the users in scope who have to be in the source, 0 to 1 (default: 0.9).", "share");

    private readonly GuardOptions _guard;

    /// <summary>Adds the options to a command.</summary>
    public PlanRules(Command command, CliContext context)
    {
        _context = context;
        _missing = CommonOptions.Choice(
            "--missing", "What becomes of users whom the source does not have.", "policy", Word(MissingPolicy.Leave), Words<MissingPolicy>());
        _returning = CommonOptions.Choice(
            "--returning", "What becomes of stopped users whom the source has.", "policy", Word(ReturningPolicy.Leave), Words<ReturningPolicy>());
        foreach (var option in new Option[] { _match, _manage, _missing, _returning, _scope, _protect, _maxLosing, _maxShare, _minMatched })
        {
            command.Options.Add(option);
        }

        _guard = new GuardOptions(command);
    }

    /// <summary>How a plan for a directory is to be made.</summary>
    /// <param name="command">The command.</param>
    /// <param name="directory">The directory.</param>
    /// <param name="source">The directory that the people come from; null for a file.</param>
    /// <exception cref="UsageException">An option is invalid.</exception>
    public PlanOptions Read(ParseResult command, IUserDirectory directory, IUserDirectory? source)
    {
        var scope = (command.GetValue(_scope) ?? []).Select(Condition).ToList();
        return new PlanOptions
        {
            Match = AttributeName.ParseKey("--match", command.GetValue(_match) ?? "email"),
            Manage = Managed(command, directory, source),
            Missing = Enum.Parse<MissingPolicy>(command.GetRequiredValue(_missing), ignoreCase: true),
            Returning = Enum.Parse<ReturningPolicy>(command.GetRequiredValue(_returning), ignoreCase: true),
            Scope = user => scope.All(condition => condition(user)),
            Protected = command.GetValue(_protect) ?? [],
            Guard = Guard(command),
            TimeProvider = _context.TimeProvider,
        };
    }

    private IReadOnlyList<UserAttribute> Managed(ParseResult command, IUserDirectory directory, IUserDirectory? source)
    {
        if (command.GetValue(_manage) is { Length: > 0 } named)
        {
            return [.. named.SelectMany(static text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                .Select(static name => AttributeName.Parse("--manage", name)).Distinct()];
        }

        // A manager is an id of the vendor's own, which means nothing to another one.
        return [.. directory.Capabilities.Attributes.Where(definition => definition.CanWrite).Select(static definition => definition.Attribute)
            .Where(attribute => source is null || (attribute != UserAttribute.Manager && source.Capabilities.Find(attribute) is not null))];
    }

    private PlanGuard Guard(ParseResult command)
    {
        var guard = new PlanGuard();
        guard = Share(command, _maxShare) is { } share ? guard with { MaxShareLosingAccess = share } : guard;
        guard = Share(command, _minMatched) is { } matched ? guard with { MinShareMatched = matched } : guard;
        guard = command.GetValue(_maxLosing) is { } losing ? guard with { MaxLosingAccess = GuardOptions.Count("--max-losing", losing) } : guard;
        return _guard.Lift(command, guard);
    }

    private static double? Share(ParseResult command, Option<string?> option) => command.GetValue(option) is not { } text ? null
        : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1 ? share
        : throw new UsageException($"{option.Name} must be a number between 0 and 1.");

    private static Func<DirectoryUser, bool> Condition(string text)
    {
        var parts = text.Split('=', 2);
        if (parts.Length != 2 || parts[0].Length == 0)
        {
            throw new UsageException($"--scope has the form attribute=value, not '{text}'.");
        }

        var attribute = AttributeName.Parse("--scope", parts[0]);
        return user => string.Equals(user.Values[attribute].As(AttributeType.Text)?.Text ?? "", parts[1], StringComparison.OrdinalIgnoreCase);
    }

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string[] Words<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(Word)];
}
