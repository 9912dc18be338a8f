using System.CommandLine;
using System.Globalization;
using IdentitySdk.Cli.Commands;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Directories;

namespace IdentitySdk.Cli.Plans;

/// <summary>The options for creating a plan: matching, managed attributes, protected users and guard.</summary>
internal sealed class PlanningOptions
{
    private readonly CliContext _context;
    private readonly Option<string?> _match = CommonOptions.Text(
        "--match", "Attribute to match people and users by: login, email, externalId, attributes.name (default: email).", "attribute");

    private readonly Option<string[]> _manage = CommonOptions.Many(
        "--manage", "Attributes to compare and write, separated by commas (default: all that the directory can write).", "attributes");

    private readonly Option<string> _missing = CommonOptions.Choice(
        "--missing", "What to do with users that are not in the source.", "policy", MissingPolicy.Leave);

    private readonly Option<string> _returning = CommonOptions.Choice(
        "--returning", "What to do with suspended or deactivated users that are in the source.", "policy", ReturningPolicy.Leave);

    private readonly Option<string[]> _scope = CommonOptions.Many(
        "--scope", "Include only users with this value, such as department=Sales; may be repeated.", "attribute=value");

    private readonly Option<string[]> _protect = GuardOptions.Protect();
    private readonly Option<string?> _maxLosing = CommonOptions.Text(
        "--max-losing", "Maximum number of users that may lose access (default: 25, and at most --max-share).", "n");

    private readonly Option<string?> _maxShare = CommonOptions.Text(
        "--max-share", "Maximum share of the users in scope that may lose access, 0 to 1 (default: 0.05).", "share");

    private readonly Option<string?> _minMatched = CommonOptions.Text(
        "--min-matched", "Minimum share of the users in scope that must be in the source, 0 to 1 (default: 0.9).", "share");

    private readonly GuardOptions _guard;

    /// <summary>Adds the options to a command.</summary>
    public PlanningOptions(Command command, CliContext context)
    {
        _context = context;
        command.AddOptions(_match, _manage, _missing, _returning, _scope, _protect, _maxLosing, _maxShare, _minMatched);
        _guard = new GuardOptions(command);
    }

    /// <summary>Reads the options for a plan.</summary>
    /// <param name="command">The command.</param>
    /// <param name="directory">The directory.</param>
    /// <param name="source">The directory that is the source; null for a file.</param>
    /// <exception cref="UsageException">An option is invalid.</exception>
    public PlanOptions Read(ParseResult command, IUserDirectory directory, IUserDirectory? source)
    {
        var scope = command.GetValues(_scope).Select(Condition).ToList();
        return new PlanOptions
        {
            Match = AttributeName.ParseKey("--match", command.GetValue(_match) ?? "email"),
            Manage = Managed(command, directory, source),
            Missing = command.GetEnum<MissingPolicy>(_missing),
            Returning = command.GetEnum<ReturningPolicy>(_returning),
            Scope = user => scope.All(condition => condition(user)),
            Protected = command.GetValues(_protect),
            Guard = Guard(command),
            TimeProvider = _context.TimeProvider,
        };
    }

    private IReadOnlyList<UserAttribute> Managed(ParseResult command, IUserDirectory directory, IUserDirectory? source)
    {
        if (command.GetResult(_manage) is not null)
        {
            return [.. command.GetList(_manage).Select(static name => AttributeName.Parse("--manage", name)).Distinct()];
        }

        // A manager is an id of one vendor, which another vendor does not know.
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
        var (name, value) = CommonOptions.Split("--scope", text, "attribute=value");
        var attribute = AttributeName.Parse("--scope", name);
        return user => string.Equals(user.Values[attribute].As(AttributeType.Text)?.Text ?? "", value, StringComparison.OrdinalIgnoreCase);
    }
}
