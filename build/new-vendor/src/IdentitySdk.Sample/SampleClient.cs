using IdentitySdk.Core;

namespace IdentitySdk.Sample;

/// <summary>Client for Sample's Users API: one instance serves a whole application. Safe for concurrent use; connections are reused.</summary>
public class SampleClient : IdentityClient
{
    /// <summary>Creates a client with its own connections. Nothing is sent yet.</summary>
    /// <param name="options">The address, the credential and the settings; copied.</param>
    /// <exception cref="ArgumentException">An option is missing or out of its range; the exception names it.</exception>
    public SampleClient(SampleClientOptions options)
        : this(ApiClient.Create(options, SampleRules.Instance))
    {
    }

    /// <summary>Creates a test double: only members that the subclass overrides can be called.</summary>
    protected SampleClient()
        : this(ApiClient.OfTest())
    {
    }

    internal SampleClient(ApiClient api)
        : base(api, Paging.Cursor("users", "cursor", "limit"))
    {
    }

    // Each is created at the first access: few programs need them all. Two that two threads create at the same time are equivalent.

    /// <summary>Users: list, get.</summary>
    public virtual UsersClient Users => field ??= new UsersClient(Api);
}
