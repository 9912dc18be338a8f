using System.Net;

namespace IdentitySdk.Benchmarks.Clients;

/// <summary>Creates the compared clients, all on the same kind of transport.</summary>
internal static class ClientFactory
{
    public const string Limit = "limit";
    public const string Sdk = "IdentitySdk";
    public const string Stock = "NSwag, stock";
    public const string Refit = "Refit";

    /// <summary>The limit without properties for custom attributes; like the SDK, it preserves unmapped members.</summary>
    public const string Lossless = "limit that keeps unknown members";

    /// <summary>The SDK, with custom attributes as tokens of AdditionalData.</summary>
    public const string SdkTokens = "IdentitySdk, AdditionalData";

    public static readonly string[] All = [Limit, Sdk, Stock, Refit];

    public static IUserClient Create(string name, Uri baseAddress) => name switch
    {
        Limit => new LimitClient<LimitUser>(baseAddress, LimitJson.Default.LimitUser, LimitJson.Default.ListLimitUser),
        Lossless => new LimitClient<LosslessUser>(baseAddress, LimitJson.Default.LosslessUser, LimitJson.Default.ListLosslessUser),
        Sdk => new SdkClient(baseAddress),
        SdkTokens => new SdkClient(baseAddress, readsTokens: true),
        Stock => new StockClient(baseAddress),
        Refit => new RefitClient(baseAddress),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    /// <summary>Creates an <see cref="HttpClient"/> with the SDK's settings and headers.</summary>
    public static HttpClient CreateHttp(Uri baseAddress)
    {
        var http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            ConnectTimeout = TimeSpan.FromSeconds(15),
        })
        {
            BaseAddress = baseAddress,
        };
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "SSWS 00token");
        http.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "application/json");
        http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "IdentitySdk.Benchmarks/1");
        return http;
    }
}
