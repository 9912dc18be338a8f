using IdentitySdk.Cli.Hosting;
using IdentitySdk.Directories;

namespace IdentitySdk.Cli.Commands;

/// <summary>Names of attributes on the command line.</summary>
internal static class AttributeName
{
    /// <summary>The attribute of a neutral name, or of <c>attributes.name</c>.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public static UserAttribute Parse(string option, string name)
    {
        try
        {
            return UserAttribute.Parse(name);
        }
        catch (ArgumentException)
        {
            throw new UsageException(
                $"{option}: there is no attribute {name}; the tenant's own are named attributes.{name}.{Suggestion.For(name, UserAttribute.Standard.Select(static each => each.Name))}");
        }
    }

    /// <summary>The attribute of a name, as a key.</summary>
    /// <exception cref="UsageException">There is none, or users are not found by it.</exception>
    public static UserKey ParseKey(string option, string name) => name switch
    {
        "email" => UserKey.Email,
        "login" => UserKey.Login,
        "externalId" => UserKey.ExternalId,
        _ when Parse(option, name).CustomName is { } custom => UserKey.Attribute(custom),
        _ => throw UsageException.Unknown(option, name, ["email", "login", "externalId", "attributes.name"]),
    };
}
