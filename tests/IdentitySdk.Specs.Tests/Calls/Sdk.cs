using System.Reflection;
using IdentitySdk.Agilicus;
using IdentitySdk.Okta;
using IdentitySdk.OneLogin;

namespace IdentitySdk.Tests;

/// <summary>A vendor's root client, with a call for each operation of the specification.</summary>
internal sealed class Sdk : IDisposable
{
    private readonly IdentityClient _root;

    /// <summary>Creates the client of a vendor.</summary>
    /// <param name="vendor">The name of the vendor's folder in specs.</param>
    /// <param name="transport">The handler that responds.</param>
    /// <param name="address">Where the vendor is; a made-up host when it is null.</param>
    /// <param name="retries">How often a call is retried, without a wait.</param>
    /// <param name="configure">Sets further options; null for none.</param>
    public Sdk(string vendor, HttpMessageHandler transport, Uri? address = null, int retries = 0, Action<IdentityClientOptions>? configure = null)
    {
        address ??= new Uri("https://vendor.example");
        _root = vendor switch
        {
            "onelogin" => new OneLoginClient(Plain(new OneLoginClientOptions { Credential = OneLoginCredential.AccessToken("token"), Api = OneLoginApi.Newer }, address, transport, retries, configure)),
            "okta" => new OktaClient(Plain(new OktaClientOptions { Credential = OktaCredential.AccessToken("token") }, address, transport, retries, configure)),
            "agilicus" => new AgilicusClient(Plain(new AgilicusClientOptions { Credential = AgilicusCredential.AccessToken("token") }, address, transport, retries, configure)),
            _ => throw new ArgumentException($"No vendor is called {vendor}.", nameof(vendor)),
        };
    }

    public RawClient Raw => _root.Raw;

    /// <summary>The type of a vendor's root client.</summary>
    public static Type RootType(string vendor) =>
        vendor switch { "onelogin" => typeof(OneLoginClient), "okta" => typeof(OktaClient), _ => typeof(AgilicusClient) };

    /// <summary>The properties of a root client that are its clients.</summary>
    public static IEnumerable<PropertyInfo> Clients(string vendor) =>
        RootType(vendor).GetProperties().Where(property => property.PropertyType.Name.EndsWith("Client", StringComparison.Ordinal) && property.PropertyType != typeof(RawClient));

    /// <summary>The method of an operation; null when there is none.</summary>
    public static MethodInfo? Find(Operation operation) =>
        Clients(operation.Specification.Vendor)
            .FirstOrDefault(client => client.PropertyType.Name == operation.ClientName)?.PropertyType.GetMethod(operation.MethodName);

    /// <summary>Calls an operation and waits for its result; null when it has none.</summary>
    public async Task<object?> CallAsync(Operation operation, object?[] arguments)
    {
        var task = (Task)Find(operation)!.Invoke(Client(operation), BindingFlags.DoNotWrapExceptions, null, arguments, null)!;
        await task;
        return task.GetType().GetProperty("Result") is { } result && Find(operation)!.ReturnType.IsGenericType ? result.GetValue(task) : null;
    }

    /// <summary>The whole list of a list operation, before anything is sent.</summary>
    public object ListAll(Operation operation, object?[] arguments)
    {
        var client = Client(operation);
        var types = Array.ConvertAll(Find(operation)!.GetParameters(), static parameter => parameter.ParameterType);
        return client.GetType().GetMethod(operation.ListAllName, types)!.Invoke(client, BindingFlags.DoNotWrapExceptions, null, arguments, null)!;
    }

    public void Dispose() => _root.Dispose();

    private object Client(Operation operation) =>
        Clients(operation.Specification.Vendor).Single(property => property.PropertyType.Name == operation.ClientName).GetValue(_root)!;

    private static T Plain<T>(T options, Uri address, HttpMessageHandler transport, int retries, Action<IdentityClientOptions>? configure)
        where T : IdentityClientOptions
    {
        (options.BaseAddress, options.Transport) = (address, transport);
        (options.Retry.MaxRetries, options.Retry.BaseDelay) = (retries, TimeSpan.Zero);
        configure?.Invoke(options);
        return options;
    }
}
