using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using IdentitySdk.Cli.Hosting;

namespace IdentitySdk.Cli.Commands;

/// <summary>Options of one form, with one message each for what is not of it.</summary>
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

    /// <summary>An option with text.</summary>
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

    /// <summary>An option with one of some words.</summary>
    public static Option<string> Choice(string name, string description, string helpName, string defaultValue, params IReadOnlyList<string> words)
    {
        var option = new Option<string>(name)
        {
            Description = $"{description} One of {string.Join(", ", words)}.",
            HelpName = helpName,
            DefaultValueFactory = _ => defaultValue,
        };
        option.Validators.Add(result => Check(result, name, words));
        option.CompletionSources.Add([.. words]);
        return option;
    }

    /// <summary>Adds an error if a value is none of some words.</summary>
    public static void Check(OptionResult result, string name, IReadOnlyList<string> words)
    {
        foreach (var word in result.Tokens.Select(static token => token.Value).Where(word => !words.Contains(word)))
        {
            result.AddError(UsageException.Unknown(name, word, words).Message);
        }
    }
}
