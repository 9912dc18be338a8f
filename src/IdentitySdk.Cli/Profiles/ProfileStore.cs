using IdentitySdk.Cli.Hosting;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Cli.Profiles;

/// <summary>The profiles of the user, in <c>profiles.json</c>; their secrets are in a secret store.</summary>
internal sealed class ProfileStore(CliContext context)
{
    public const string FolderVariable = "IDSDK_CONFIG_DIR";

    private string Folder => context.GetVariable(FolderVariable) is { Length: > 0 } folder
        ? folder
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify), "idsdk");

    private string ProfilesPath => Path.Combine(Folder, "profiles.json");

    /// <summary>All profiles, ordered by name.</summary>
    public IReadOnlyList<Profile> All => [.. Entries(Load()).Select(Read).OrderBy(static profile => $"{profile.Name}", StringComparer.Ordinal)];

    /// <summary>The current profile, which is used by default; null without one.</summary>
    public ProfileName? Current => Load().Value<string>("current") is { } name ? ProfileName.Parse("profiles.json", name) : null;

    /// <exception cref="UsageException">There is no such profile.</exception>
    public Profile Get(ProfileName name) => All.FirstOrDefault(profile => profile.Name == name) ?? throw Missing(name);

    /// <summary>Gets the variables of a profile, including secrets.</summary>
    /// <exception cref="CommandException">The secret is not in its store.</exception>
    public Func<string, string?> Variables(Profile profile) => variable =>
    {
        if (!profile.Secrets.Contains(variable))
        {
            return profile.Values.GetValueOrDefault(variable);
        }

        var store = Stores.FirstOrDefault(store => store.Name == profile.Store)
            ?? throw new CommandException(ExitCodes.BadUsage, $"The secret of {profile.Name} is in {profile.Store}, which is not available: log in again.");
        return store.Read(Account(profile.Name, variable))
            ?? throw new CommandException(ExitCodes.BadUsage, $"The secret of {profile.Name} is no longer in {profile.Store}: log in again.");
    };

    /// <summary>Saves a profile and its secrets, replacing an existing one, and makes it the current profile.</summary>
    /// <returns>A warning about the store; null without one.</returns>
    public string? Save(ProfileName name, IReadOnlyDictionary<string, string> values, IReadOnlyDictionary<string, string> secrets)
    {
        CreateFolder();
        using var gate = Lock();
        var replaced = All.FirstOrDefault(profile => profile.Name == name);
        var store = SaveSecrets(name, secrets);
        var root = Load();
        var profiles = root["profiles"] as JObject ?? [];
        profiles[$"{name}"] = new JObject
        {
            ["values"] = new JObject(values.Select(static value => new JProperty(value.Key, value.Value))),
            ["secrets"] = new JArray(secrets.Keys),
            ["store"] = store.Name,
        };
        root["profiles"] = profiles;
        root["current"] = $"{name}";
        Write(root);
        RemoveSecrets(replaced, keep: replaced?.Store == store.Name ? [.. secrets.Keys] : []);
        return store.Warning;
    }

    /// <summary>Makes a profile the current one.</summary>
    /// <exception cref="UsageException">There is no such profile.</exception>
    public void Use(ProfileName name)
    {
        Get(name);
        using var gate = Lock();
        var root = Load();
        root["current"] = $"{name}";
        Write(root);
    }

    /// <summary>Removes a profile and its secrets.</summary>
    /// <exception cref="UsageException">There is no such profile.</exception>
    public void Remove(ProfileName name)
    {
        var profile = Get(name);
        using var gate = Lock();
        RemoveSecrets(profile, keep: []);

        var root = Load();
        (root["profiles"] as JObject)?.Remove($"{name}");
        if (root.Value<string>("current") == $"{name}")
        {
            root.Remove("current");
        }

        Write(root);
    }

    private IReadOnlyList<ISecretStore> Stores => SecretStores.Find(context, Path.Combine(Folder, "secrets.json"));

    /// <summary>Removes the secrets of a profile from its store, if it is available.</summary>
    private void RemoveSecrets(Profile? profile, IReadOnlyList<string> keep)
    {
        foreach (var store in Stores.Where(store => store.Name == profile?.Store))
        {
            foreach (var variable in profile!.Secrets.Except(keep))
            {
                store.Remove(Account(profile.Name, variable));
            }
        }
    }

    private static string Account(ProfileName name, string variable) => $"{name}/{variable}";

    private static IEnumerable<JProperty> Entries(JObject root) => (root["profiles"] as JObject)?.Properties() ?? [];

    private static Profile Read(JProperty entry) => new(
        ProfileName.Parse("profiles.json", entry.Name),
        (entry.Value["values"] as JObject ?? []).Properties().ToDictionary(static value => value.Name, static value => $"{value.Value}"),
        [.. (entry.Value["secrets"] as JArray ?? []).Select(static name => $"{name}")],
        $"{entry.Value["store"]}");

    private UsageException Missing(ProfileName name)
    {
        var known = All.Select(static profile => $"{profile.Name}").ToList();
        var hint = known.Count == 0 ? " There are no profiles yet: idsdk login." : Suggestion.For($"{name}", known);
        return new UsageException($"There is no profile {name}.{hint}");
    }

    /// <summary>Saves the secrets in the first store that accepts them: a store may be locked, as on a server without a session.</summary>
    private ISecretStore SaveSecrets(ProfileName name, IReadOnlyDictionary<string, string> secrets)
    {
        var stores = Stores;
        foreach (var store in stores)
        {
            try
            {
                foreach (var (variable, secret) in secrets)
                {
                    store.Save(Account(name, variable), secret);
                }

                return store;
            }
            catch (SecretStoreException) when (store != stores[^1])
            {
            }
        }

        throw new InvalidOperationException("The last store throws or saves the secrets.");
    }

    private JObject Load() => JsonFile.Load(ProfilesPath);

    private void Write(JObject root) => AtomicFile.Write("profile", ProfilesPath, root.ToString(), isPrivate: true);

    private void CreateFolder()
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(Folder);
            }
            else
            {
                Directory.CreateDirectory(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCodes.Failed, $"{Folder} cannot be created: {exception.Message}");
        }
    }

    /// <summary>Allows one process at a time to change the files.</summary>
    private FileStream Lock()
    {
        var path = Path.Combine(Folder, "lock");
        var start = context.TimeProvider.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
            }
            catch (IOException) when (context.TimeProvider.GetElapsedTime(start) < TimeSpan.FromSeconds(5))
            {
                Thread.Sleep(20);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new CommandException(ExitCodes.Failed, $"{path} cannot be written: {exception.Message}");
            }
        }
    }
}
