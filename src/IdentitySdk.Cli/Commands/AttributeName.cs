using IdentitySdk.Cli.Hosting;
using IdentitySdk.Directories;

namespace IdentitySdk.Cli.Commands;

/// <summary>Parses the names of attributes on the command line.</summary>
internal static class AttributeName
{
    /// <summary>Parses a standard attribute name, or <c>attributes.name</c> for a custom attribute.</summary>
    /// <exception cref="UsageException">There is no such attribute.</exception>
    public static UserAttribute Parse(string option, string name)
    {
        try
        {
            return UserAttribute.Parse(name);
        }
        catch (ArgumentException)
        {
            var suggestion = Suggestion.For(name, UserAttribute.Standard.Select(static each => each.Name));
            throw new UsageException($"{option}: there is no attribute {name}; for a custom attribute use attributes.{name}.{suggestion}");
        }
    }

    /// <summary>Parses the name of an attribute that users can be found by.</summary>
    /// <exception cref="UsageException">There is no such attribute, or users cannot be found by it.</exception>
    public static UserKey ParseKey(string option, string name) => name switch
    {
        "email" => UserKey.Email,
        "login" => UserKey.Login,
        "externalId" => UserKey.ExternalId,
        _ when Parse(option, name).CustomName is { } custom => UserKey.Attribute(custom),
        _ => throw UsageException.Unknown(option, name, ["email", "login", "externalId", "attributes.name"]),
    };
}
