using IdentitySdk.Cli.Hosting;

namespace IdentitySdk.Cli.Vendors;

/// <summary>What the command line and the environment say about a vendor.</summary>
internal sealed record VendorSettings(string? BaseUrl, CliContext Context)
{
    /// <summary>The address: the option's, else the variable's, else null.</summary>
    public Uri? BaseAddress(string variable)
    {
        var (name, text) = BaseUrl is null ? (variable, Variable(variable)) : ("--base-url", BaseUrl);
        return text is null ? null
            : Uri.TryCreate(text, UriKind.Absolute, out var address) ? address
            : throw new UsageException($"{name} is not an address such as https://example.com.");
    }

    public Uri RequiredBaseAddress(string variable) =>
        BaseAddress(variable) ?? throw new UsageException($"Where is the vendor? Give --base-url or set {variable}.");

    /// <summary>A variable that is empty is as good as none.</summary>
    public string? Variable(string name) => Context.GetVariable(name) is { Length: > 0 } value ? value : null;

    /// <summary>Makes a credential from variables; what is wrong with it is said with their names, never with their values.</summary>
    public static T Credential<T>(string variables, Func<T> create)
    {
        try
        {
            return create();
        }
        catch (ArgumentException exception)
        {
            throw UsageException.From(variables, exception);
        }
    }

    /// <summary>Makes a client; an address that it refuses is the user's to correct.</summary>
    public T Client<T, TOptions>(TOptions options, Func<TOptions, T> create)
        where TOptions : IdentityClientOptions
    {
        Context.Configure(options);
        try
        {
            return create(options);
        }
        catch (ArgumentException exception)
        {
            throw UsageException.From("Base URL", exception);
        }
    }
}
