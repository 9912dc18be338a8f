using System.CommandLine;
using IdentitySdk.Cli.Commands;
using IdentitySdk.Cli.Hosting;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Cli.Calls;

/// <summary>The options of commands that send a body: the whole body, single members, or both.</summary>
internal sealed class BodyOptions
{
    private readonly Option<string?> _body = CommonOptions.Text("--body", "JSON of the body; @file reads a file, - standard input.", "json|@file|-");
    private readonly Option<string[]> _set = CommonOptions.Many(
        "--set", "Member of the body, such as profile.title=Countess; name:=json for a value that is not a string. May be repeated.", "name=value");

    /// <summary>Adds the options to a command.</summary>
    public BodyOptions(Command command)
    {
        command.AddOptions(_body, _set);
    }

    /// <summary>The body; null without one.</summary>
    /// <param name="command">The command.</param>
    /// <param name="context">The environment of the command.</param>
    /// <param name="form">The form of the body; null if unknown.</param>
    /// <exception cref="UsageException">The body is not JSON, or a member cannot be set.</exception>
    public JToken? Read(ParseResult command, CliContext context, BodyForm? form)
    {
        var body = command.GetValue(_body) switch
        {
            null => null,
            ['@', .. var path] => ValueForm.Json("--body", TextFile.Read("--body", path, context.Console)),
            TextFile.StandardInput => ValueForm.Json("--body", TextFile.Read("--body", TextFile.StandardInput, context.Console)),
            var text => ValueForm.Json("--body", text),
        };
        foreach (var assignment in command.GetValues(_set))
        {
            body ??= new JObject();
            Set(body, assignment, form);
        }

        return body;
    }

    /// <summary>Splits <c>name=value</c> or <c>name:=json</c>.</summary>
    /// <exception cref="UsageException">The text has another form.</exception>
    public static (string Name, string Value, bool IsJson) Split(string assignment)
    {
        var equals = assignment.IndexOf('=', StringComparison.Ordinal);
        var isJson = equals > 0 && assignment[equals - 1] == ':';
        var name = equals > 0 ? assignment[..(isJson ? equals - 1 : equals)] : "";
        return name.Split('.').All(static part => part.Length > 0)
            ? (name, assignment[(equals + 1)..], isJson)
            : throw new UsageException($"--set has the form name=value or name:=json, not '{assignment}'.");
    }

    private static void Set(JToken body, string assignment, BodyForm? form)
    {
        var (name, text, isJson) = Split(assignment);
        var path = name.Split('.');
        var value = isJson ? ValueForm.Json($"--set {name}", text) : (form?.Find(path) ?? new ValueForm("any")).Token($"--set {name}", text);
        var target = body as JObject ?? throw new UsageException("--set requires a body that is a JSON object.");
        foreach (var part in path[..^1])
        {
            target[part] ??= new JObject();
            target = target[part] as JObject ?? throw new UsageException($"--set {name}: {part} is not an object.");
        }

        target[path[^1]] = value;
    }
}
