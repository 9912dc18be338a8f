using IdentitySdk.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace IdentitySdk.Configuration;

/// <summary>Binds a configuration section to the options of one client, and replaces the client's credential when the section changes.</summary>
/// <param name="section">The section.</param>
/// <param name="table">The keys that the section may have.</param>
/// <param name="name">The client's name; empty for the unnamed client.</param>
internal sealed class SectionBinding<TOptions>(IConfiguration section, ConfigurationTable<TOptions> table, string name)
    : IConfigureNamedOptions<TOptions>, IValidateOptions<TOptions>, IDisposable
    where TOptions : IdentityClientOptions, new()
{
    private readonly object _lock = new();
    private Dictionary<string, string> _settings = [];
    private Dictionary<string, string> _credential = [];
    private ApiClient? _api;
    private IDisposable? _registration;

    private string Path => ConfigurationTable<TOptions>.PathOf(section);

    public void Configure(TOptions options) => Configure(Options.DefaultName, options);

    /// <exception cref="OptionsValidationException">The section has an unknown key or an invalid value.</exception>
    public void Configure(string? optionsName, TOptions options)
    {
        if (optionsName != name)
        {
            return;
        }

        lock (_lock)
        {
            (_settings, _credential) = (ConfigurationTable<TOptions>.Settings(section), table.CredentialSettings(section));
        }

        if (table.Bind(section, options) is { Count: > 0 } failures)
        {
            throw new OptionsValidationException(name, typeof(TOptions), failures);
        }
    }

    /// <summary>Validates the options after all registrations have configured them.</summary>
    public ValidateOptionsResult Validate(string? optionsName, TOptions options)
    {
        if (optionsName != name)
        {
            return ValidateOptionsResult.Skip;
        }

        try
        {
            options.Copy().Validate();
            return ValidateOptionsResult.Success;
        }
        catch (ArgumentException exception)
        {
            return ValidateOptionsResult.Fail($"{Path}:{exception.ParamName?.Replace('.', ':')}: {ConfigurationTable<TOptions>.Reason(exception)}");
        }
    }

    /// <summary>Connects the client to the section; a change since the options were read takes effect now.</summary>
    public void Attach(ApiClient api)
    {
        _api = api;
        _registration ??= ChangeToken.OnChange(section.GetReloadToken, Reload);
        Reload();
    }

    public void Dispose() => _registration?.Dispose();

    private void Reload()
    {
        lock (_lock)
        {
            var settings = ConfigurationTable<TOptions>.Settings(section);
            var changed = settings.Keys.Union(_settings.Keys, StringComparer.OrdinalIgnoreCase)
                .Where(key => !settings.TryGetValue(key, out var now) || !_settings.TryGetValue(key, out var before) || now != before)
                .ToList();
            if (changed.Count > 0)
            {
                Log.NeedsRestart(_api!.Pipeline.Logger, _api.Vendor.Name, Path, string.Join(", ", changed.Select(key => $"{Path}:{key}")));
            }

            _settings = settings;
            var credential = table.CredentialSettings(section);
            if (credential.Count != _credential.Count || credential.Any(pair => !_credential.TryGetValue(pair.Key, out var before) || before != pair.Value))
            {
                _credential = credential;
                ReplaceCredential(_api!);
            }
        }
    }

    private void ReplaceCredential(ApiClient api)
    {
        var options = new TOptions();
        var failures = table.BindCredential(section, options);
        if (failures.Count == 0 && options.AnyCredential is { } credential)
        {
            api.SetCredential(credential);
            Log.CredentialReplaced(api.Pipeline.Logger, api.Vendor.Name, Path);
        }
        else
        {
            Log.CredentialNotReplaced(api.Pipeline.Logger, api.Vendor.Name, Path, string.Join("; ", failures));
        }
    }
}
