using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using IdentitySdk.Cli.Hosting;

namespace IdentitySdk.Cli.Commands;

/// <summary>Creates options of the forms that commands have in common, and reads their values.</summary>
internal static class CommonOptions
{
    /// <summary>An option whose value is a whole number of 1 or more.</summary>
    public static Option<int?> Number(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "n",
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
            {
                return number;
            }

            result.AddError($"{name} must be a whole number of 1 or more.");
            return null;
        },
    };

    public static Option<string?> Text(string name, string description, string helpName) => new(name) { Description = description, HelpName = helpName };

    /// <summary>An option that may be repeated.</summary>
    public static Option<string[]> Many(string name, string description, string helpName) => new(name)
    {
        Description = description,
        HelpName = helpName,
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>An option without a value.</summary>
    public static Option<bool> Flag(string name, string description) => new(name) { Description = description, Arity = ArgumentArity.Zero };

    /// <summary>An option with one of the given words.</summary>
    public static Option<string> Choice(string name, string description, string helpName, string defaultValue, params IReadOnlyList<string> words)
    {
        var option = new Option<string>(name)
        {
            Description = $"{description} One of {string.Join(", ", words)}.",
            HelpName = helpName,
            DefaultValueFactory = _ => defaultValue,
        };
        Restrict(option, words);
        return option;
    }

    /// <summary>An option with one of an enum's names, in lower case.</summary>
    public static Option<string> Choice<T>(string name, string description, string helpName, T defaultValue)
        where T : struct, Enum =>
        Choice(name, description, helpName, $"{defaultValue}".ToLowerInvariant(), [.. Enum.GetNames<T>().Select(static word => word.ToLowerInvariant())]);

    /// <summary>Reports every value of an option that is not one of the given words, and completes the words.</summary>
    public static void Restrict(Option option, IReadOnlyList<string> words)
    {
        option.Validators.Add(result =>
        {
            foreach (var word in result.Tokens.Select(static token => token.Value).Where(word => !words.Contains(word)))
            {
                result.AddError(UsageException.Unknown(option.Name, word, words).Message);
            }
        });
        option.CompletionSources.Add([.. words]);
    }

    /// <summary>Adds options to a command, in their order in the help.</summary>
    public static void AddOptions(this Command command, params IEnumerable<Option> options)
    {
        foreach (var option in options)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The value of an option of <see cref="Choice{T}"/>.</summary>
    public static T GetEnum<T>(this ParseResult command, Option<string> option)
        where T : struct, Enum => Enum.Parse<T>(command.GetRequiredValue(option), ignoreCase: true);

    /// <summary>The values of an option that may be repeated.</summary>
    public static IReadOnlyList<string> GetValues(this ParseResult command, Option<string[]> option) => command.GetValue(option) ?? [];

    /// <summary>The values of an option that may be repeated, each with values separated by commas.</summary>
    public static IReadOnlyList<string> GetList(this ParseResult command, Option<string[]> option) =>
        [.. command.GetValues(option).SelectMany(static text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    /// <summary>Splits a value such as <c>name=value</c>.</summary>
    /// <exception cref="UsageException">The value has another form.</exception>
    public static (string Name, string Value) Split(string option, string text, string form = "name=value", char separator = '=') =>
        text.Split(separator, 2) is [{ Length: > 0 } name, var value]
            ? (name, value)
            : throw new UsageException($"{option} has the form {form}, not '{text}'.");
}
