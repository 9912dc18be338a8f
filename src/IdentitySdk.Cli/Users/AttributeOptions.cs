using System.CommandLine;
using IdentitySdk.Cli.Calls;
using IdentitySdk.Cli.Commands;
using IdentitySdk.Cli.Hosting;
using IdentitySdk.Directories;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Cli.Users;

/// <summary>The attributes of a user as options: one for each standard attribute, and <c>--set</c> for custom attributes.</summary>
internal sealed class AttributeOptions
{
    private readonly IReadOnlyList<(UserAttribute Attribute, Option<string?> Option)> _standard =
    [
        .. UserAttribute.Standard.Select(static attribute =>
            (attribute, CommonOptions.Text($"--{CommandName.Of(attribute.Name)}", $"Attribute {attribute.Name}.", "text"))),
    ];

    private readonly Option<string[]> _set = CommonOptions.Many(
        "--set", "Attribute by name, or attributes.name for a custom one; name:=json for a value that is not a string. May be repeated.", "name=value");

    private readonly Option<string[]> _clear = CommonOptions.Many("--clear", "Attribute to clear. May be repeated.", "name");

    /// <summary>The options for a new user, or for a change.</summary>
    public IEnumerable<Option> For(bool isChange) => [.. _standard.Select(static each => each.Option), _set, .. isChange ? (Option[])[_clear] : []];

    /// <summary>Reads the given attributes.</summary>
    /// <exception cref="UsageException">An attribute is unknown or given twice, or a value is invalid.</exception>
    public UserValues Read(ParseResult command)
    {
        var values = _standard.Where(each => command.GetValue(each.Option) is not null)
            .Select(each => new KeyValuePair<UserAttribute, AttributeValue>(each.Attribute, command.GetValue(each.Option)!))
            .Concat(command.GetValues(_set).Select(Assignment))
            .Concat(command.GetValues(_clear)
                .Select(static name => new KeyValuePair<UserAttribute, AttributeValue>(AttributeName.Parse("--clear", name), AttributeValue.None)))
            .ToList();
        return values.GroupBy(static value => value.Key).FirstOrDefault(static group => group.Count() > 1) is { } repeated
            ? throw new UsageException($"{repeated.Key.Name} is given more than once.")
            : new UserValues(values);
    }

    private static KeyValuePair<UserAttribute, AttributeValue> Assignment(string text)
    {
        var (name, value, isJson) = BodyOptions.Split(text);
        return new(AttributeName.Parse("--set", name), isJson ? Value(name, ValueForm.Json($"--set {name}", value)) : AttributeValue.Of(value));
    }

    private static AttributeValue Value(string name, JToken json) => json switch
    {
        JValue { Type: JTokenType.Null } => AttributeValue.None,
        JValue { Type: JTokenType.String } text => AttributeValue.Of((string)text!),
        JValue { Type: JTokenType.Boolean } value => AttributeValue.Of((bool)value),
        JValue { Type: JTokenType.Integer or JTokenType.Float } number =>
            AttributeValue.ParseNumber(number.ToString(Newtonsoft.Json.Formatting.None)) ?? throw InvalidValue(name),
        JArray items when items.All(static item => item.Type == JTokenType.String) => AttributeValue.Of(items.Select(static item => (string)item!)),
        _ => throw InvalidValue(name),
    };

    private static UsageException InvalidValue(string name) =>
        new($"--set {name}: the value must be a string, a number, a boolean, a list of strings or null.");
}
