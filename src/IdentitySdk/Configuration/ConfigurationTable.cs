using Microsoft.Extensions.Configuration;

namespace IdentitySdk.Configuration;

/// <summary>The keys that the configuration section of a vendor's client may have.</summary>
/// <param name="Keys">The options.</param>
/// <param name="Credentials">The kinds of credentials.</param>
internal sealed record ConfigurationTable<TOptions>(IReadOnlyList<ConfigurationKey<TOptions>> Keys, IReadOnlyList<CredentialKind<TOptions>> Credentials)
{
    public const string Credential = "Credential";
    private const string File = "File";

    /// <summary>Sets options and credential from a section.</summary>
    /// <returns>The errors of the section, one sentence per key.</returns>
    public IReadOnlyList<string> Bind(IConfiguration section, TOptions options)
    {
        if (!section.GetChildren().Any())
        {
            return [$"The configuration section {PathOf(section)} is missing or empty"];
        }

        var failures = Leaves(section).Where(leaf => !IsKnown(leaf)).Select(leaf => $"{Combine(section, leaf)} is not a key of this section").ToList();
        foreach (var key in Keys)
        {
            if (Find(section, key.Path) is { } value)
            {
                Try(failures, () => key.Apply(options, value));
            }
        }

        return section.GetSection(Credential).GetChildren().Any() ? [.. failures, .. BindCredential(section, options)] : failures;
    }

    /// <summary>Sets the credential from a section.</summary>
    /// <returns>The errors of the credential.</returns>
    public IReadOnlyList<string> BindCredential(IConfiguration section, TOptions options)
    {
        var credential = section.GetSection(Credential);
        var found = Credentials
            .SelectMany(kind => new[] { (Kind: kind, Key: kind.Secret), (Kind: kind, Key: kind.Secret + File) })
            .Where(each => Find(credential, each.Key) is not null)
            .ToList();
        var path = Combine(section, Credential);
        if (found is not [var (kind, key)])
        {
            return [found.Count == 0
                ? $"{path} has none of {string.Join(", ", Credentials.Select(static each => each.Secret))}"
                : $"{path} has {string.Join(" and ", found.Select(static each => each.Key))}, but only one credential is allowed"];
        }

        var others = kind.Companions.Select(name => (Name: name, Value: Find(credential, name))).Where(static each => each.Value is not null)
            .ToDictionary(static each => each.Name, static each => each.Value!.Value, StringComparer.Ordinal);
        List<string> failures =
        [
            .. kind.Required.Where(name => !others.ContainsKey(name)).Select(name => $"{path}:{name} is missing, which {key} requires"),
            .. Companions.Except(kind.Companions, StringComparer.Ordinal)
                .Where(name => Find(credential, name) is not null)
                .Select(name => $"{path}:{name} is not allowed with {key}"),
        ];
        if (failures.Count == 0)
        {
            Try(failures, () => Apply(kind, key, Find(credential, key)!.Value, others, options, path));
        }

        return failures;
    }

    /// <summary>The values of a section by key, without the credential.</summary>
    public static Dictionary<string, string> Settings(IConfiguration section) => Values(section, static leaf => !IsOfCredential(leaf));

    /// <summary>The values of the credential by key, with the content of its files; a file that cannot be read counts as empty.</summary>
    public Dictionary<string, string> CredentialSettings(IConfiguration section)
    {
        var values = Values(section, IsOfCredential);
        foreach (var kind in Credentials)
        {
            if (Find(section, $"{Credential}:{kind.Secret}{File}") is { } file)
            {
                values[kind.Secret] = ReadFile(file.Text) ?? "";
            }
        }

        return values;
    }

    private IEnumerable<string> Companions => Credentials.SelectMany(static kind => kind.Companions).Distinct(StringComparer.Ordinal);

    private static void Apply(
        CredentialKind<TOptions> kind, string key, ConfigurationValue value, Dictionary<string, ConfigurationValue> others, TOptions options, string path)
    {
        var secret = key == kind.Secret ? value.Text : ReadFile(value.Text) ?? throw new ConfigurationException($"{path}:{key} names a file that cannot be read");
        try
        {
            kind.Apply(options, new CredentialValues(secret, others));
        }
        catch (ArgumentException exception)
        {
            throw new ConfigurationException($"{path}: {Reason(exception)}");
        }
    }

    /// <summary>The message of an argument exception without parameter name and value.</summary>
    public static string Reason(ArgumentException exception)
    {
        var text = exception.Message.Split('\r', '\n')[0];
        var end = text.IndexOf(" (Parameter '", StringComparison.Ordinal);
        return (end < 0 ? text : text.Substring(0, end)).TrimEnd('.');
    }

    private static string? ReadFile(string name)
    {
        try
        {
            return System.IO.File.ReadAllText(name).Trim();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static Dictionary<string, string> Values(IConfiguration section, Func<string, bool> isWanted) =>
        Leaves(section).Where(isWanted).ToDictionary(static leaf => leaf, leaf => section[leaf]!, StringComparer.OrdinalIgnoreCase);

    private static void Try(List<string> failures, Action apply)
    {
        try
        {
            apply();
        }
        catch (ConfigurationException exception)
        {
            failures.Add(exception.Message);
        }
    }

    /// <summary>The value of a key; null when it is missing, empty or null.</summary>
    private static ConfigurationValue? Find(IConfiguration section, string key)
    {
        var found = section.GetSection(key);
        return string.IsNullOrEmpty(found.Value) && !found.GetChildren().Any() ? null : ConfigurationValue.Of(found);
    }

    /// <summary>The keys of a section that have a value, relative to the section.</summary>
    private static IEnumerable<string> Leaves(IConfiguration section, string prefix = "") => section.GetChildren().SelectMany(child =>
    {
        var below = Leaves(child, $"{prefix}{child.Key}:");
        return child.Value is null ? below : below.Append(prefix + child.Key);
    });

    private static bool IsOfCredential(string leaf) => leaf.StartsWith(Credential + ":", StringComparison.OrdinalIgnoreCase);

    private bool IsKnown(string leaf)
    {
        // The key of an array element ends in its index.
        var end = leaf.LastIndexOf(':');
        var key = end > 0 && leaf.Skip(end + 1).All(char.IsDigit) ? leaf.Substring(0, end) : leaf;
        var credentials = Credentials.SelectMany(static kind => new[] { kind.Secret, kind.Secret + File }).Concat(Companions).Select(static name => $"{Credential}:{name}");
        return Keys.Select(static each => each.Path).Concat(credentials).Contains(key, StringComparer.OrdinalIgnoreCase);
    }

    public static string PathOf(IConfiguration section) => section is IConfigurationSection { Path: var path } ? path : "(root)";

    private static string Combine(IConfiguration section, string key) => section is IConfigurationSection { Path: var path } ? $"{path}:{key}" : key;
}
