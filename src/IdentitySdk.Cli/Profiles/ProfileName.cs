using IdentitySdk.Cli.Hosting;

namespace IdentitySdk.Cli.Profiles;

/// <summary>The name of a profile: vendor and name, such as <c>vendor:acme</c>.</summary>
internal readonly record struct ProfileName(string Vendor, string Name)
{
    private const int MaxLength = 64;

    /// <summary>Parses a full name, or the part after the colon where the vendor is known.</summary>
    /// <exception cref="UsageException">The name is invalid, or belongs to another vendor.</exception>
    public static ProfileName Parse(string option, string text, string? vendor = null)
    {
        var parts = text.Split(':', 2);
        var name = parts is [var only] ? new ProfileName(vendor ?? "", only) : new ProfileName(parts[0], parts[1]);
        if (name.Vendor.Length == 0)
        {
            throw new UsageException($"{option} has the form vendor:name.");
        }

        if (vendor is not null && name.Vendor != vendor)
        {
            throw new UsageException($"{option} names a profile of {name.Vendor}, but the vendor is {vendor}.");
        }

        return IsName(name.Name) ? name
            : throw new UsageException($"{option}: a profile name may contain letters, digits, '.', '_' and '-', at most {MaxLength} characters.");
    }

    public override string ToString() => $"{Vendor}:{Name}";

    private static bool IsName(string name) =>
        name.Length is > 0 and <= MaxLength && name.All(static character => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '-');
}
