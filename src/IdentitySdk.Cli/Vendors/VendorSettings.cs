using IdentitySdk.Cli.Hosting;

namespace IdentitySdk.Cli.Vendors;

/// <summary>The settings of a vendor: from the command line, and from variables of the environment, a profile or an emulator.</summary>
/// <param name="BaseUrl">The base URL of the command line; null without one.</param>
/// <param name="GetVariable">Gets the value of a variable; null or empty without one.</param>
/// <param name="Context">The environment of the command.</param>
internal sealed record VendorSettings(string? BaseUrl, Func<string, string?> GetVariable, CliContext Context)
{
    /// <summary>The name of the profile; null without one.</summary>
    public string? Profile { get; init; }

    /// <summary>The settings of the environment, where a variable with the suffix _FILE names a file that contains the value.</summary>
    public static VendorSettings OfEnvironment(string? baseUrl, CliContext context) => new(baseUrl, name => FromEnvironment(context, name), context);

    /// <summary>The base URL of the option, otherwise of the variable; null without any.</summary>
    public Uri? BaseAddress(string variable)
    {
        var (name, text) = BaseUrl is null ? (variable, Variable(variable)) : ("--base-url", BaseUrl);
        return text is null ? null
            : Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme.StartsWith("http", StringComparison.Ordinal) ? address
            : throw new UsageException($"{name} is not an absolute URL such as https://example.com.");
    }

    public Uri RequiredBaseAddress(string variable) =>
        BaseAddress(variable) ?? throw new UsageException($"No base URL: use --base-url or set {variable}.");

    /// <summary>The value of a variable; null when it is missing or empty.</summary>
    public string? Variable(string name) => GetVariable(name) is { Length: > 0 } value ? value : null;

    /// <summary>The values of a variable, separated by spaces or commas; null when it is missing.</summary>
    public IReadOnlyList<string>? List(string name) => Variable(name)?.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether any variable of a credential is set.</summary>
    public bool HasAny(IVendor vendor) => vendor.Credentials.SelectMany(static kind => kind.Variables).Any(name => Variable(name) is not null);

    /// <summary>The first kind of credential whose required variables are all set.</summary>
    /// <exception cref="UsageException">There is none; the message names the missing variables.</exception>
    public CredentialKind Choose(IVendor vendor)
    {
        if (vendor.Credentials.FirstOrDefault(kind => kind.Variables.All(name => Variable(name) is not null)) is { } complete)
        {
            return complete;
        }

        if (vendor.Credentials.FirstOrDefault(kind => kind.Variables.Any(name => Variable(name) is not null)) is { } partial)
        {
            var missing = string.Join(" and ", partial.Variables.Where(name => Variable(name) is null));
            var present = string.Join(" and ", partial.Variables.Where(name => Variable(name) is not null));
            throw new UsageException($"No credential for {vendor.DisplayName}: {present} is set, but {missing} is not.");
        }

        throw new UsageException($"No credential for {vendor.DisplayName}: set {vendor.CredentialVariables}, or save one with idsdk login {vendor.Name}.");
    }

    /// <summary>Creates a credential; an error names its variables, never their values.</summary>
    public static T Credential<T>(CredentialKind kind, Func<T> create)
    {
        try
        {
            return create();
        }
        catch (ArgumentException exception)
        {
            throw UsageException.From($"{kind}", exception);
        }
    }

    /// <summary>Creates a client; an invalid base URL is a usage error.</summary>
    public T Client<T, TOptions>(TOptions options, Func<TOptions, T> create)
        where TOptions : IdentityClientOptions
    {
        Context.Configure(options);
        options.ApplicationName ??= "idsdk";
        options.LoggerFactory ??= new WaitNotes(Context);
        if (Context.Trace.IsVerbose || Context.Trace.ShowsBodies)
        {
            options.Transport = new TraceHandler(Context, options.Transport ?? TraceHandler.CreateTransport());
        }

        try
        {
            return create(options);
        }
        catch (ArgumentException exception)
        {
            throw UsageException.From("Base URL", exception);
        }
    }

    private static string? FromEnvironment(CliContext context, string name)
    {
        if (context.GetVariable(name) is { Length: > 0 } value)
        {
            return value;
        }

        return context.GetVariable($"{name}_FILE") is { Length: > 0 } path ? TextFile.Read($"{name}_FILE", path, context.Console).TrimEnd('\r', '\n') : null;
    }
}
