using IdentitySdk.Cli.Hosting;

namespace IdentitySdk.Cli.Vendors;

/// <summary>Settings of a vendor from the command line and the environment.</summary>
internal sealed record VendorSettings(string? BaseUrl, CliContext Context)
{
    /// <summary>The base URL from the option, else from the variable, else null.</summary>
    public Uri? BaseAddress(string variable)
    {
        var (name, text) = BaseUrl is null ? (variable, Variable(variable)) : ("--base-url", BaseUrl);
        return text is null ? null
            : Uri.TryCreate(text, UriKind.Absolute, out var address) ? address
            : throw new UsageException($"{name} is not an absolute URL such as https://example.com.");
    }

    public Uri RequiredBaseAddress(string variable) =>
        BaseAddress(variable) ?? throw new UsageException($"No base URL: use --base-url or set {variable}.");

    /// <summary>The value of a variable; null when it is missing or empty.</summary>
    public string? Variable(string name) => Context.GetVariable(name) is { Length: > 0 } value ? value : null;

    /// <summary>Creates a credential from variables; errors name the variables, never their values.</summary>
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

    /// <summary>Creates a client; an invalid base URL is a usage error.</summary>
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
