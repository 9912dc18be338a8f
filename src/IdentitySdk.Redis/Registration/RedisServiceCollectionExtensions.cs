using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace IdentitySdk.Redis;

/// <summary>Registers Redis to share rate-limit budgets and tokens between processes.</summary>
public static class RedisServiceCollectionExtensions
{
    /// <summary>
    /// Registers <see cref="IRateLimitStore"/> and <see cref="ITokenCache"/>, which clients registered in the same collection use unless their options name
    /// others. Clients start without waiting for the connection, also while Redis cannot be reached.
    /// </summary>
    /// <param name="services">The service collection.</param>
    /// <param name="configuration">A StackExchange.Redis connection string, such as <c>redis.example.com:6380,ssl=true,password=…</c>.</param>
    /// <param name="configure">Sets the options; called once. <see cref="RedisOptions.TokenProtector"/> is required.</param>
    /// <returns>The service collection.</returns>
    /// <exception cref="ArgumentException">The connection string is not valid.</exception>
    public static IServiceCollection AddIdentitySdkRedis(
        this IServiceCollection services, string configuration, Action<IServiceProvider, RedisOptions> configure)
    {
        var parsed = Parse(configuration);
        Register(services, configure);
        services.AddSingleton(_ => new RedisConnection(async () => await ConnectionMultiplexer.ConnectAsync(parsed).ConfigureAwait(false)));
        return services;
    }

    /// <inheritdoc cref="AddIdentitySdkRedis(IServiceCollection, string, Action{IServiceProvider, RedisOptions})"/>
    public static IServiceCollection AddIdentitySdkRedis(this IServiceCollection services, string configuration, Action<RedisOptions> configure) =>
        services.AddIdentitySdkRedis(configuration, IgnoreProvider(configure));

    /// <summary>
    /// Registers <see cref="IRateLimitStore"/> and <see cref="ITokenCache"/> over a connection of the host, which is not disposed with them.
    /// </summary>
    /// <param name="services">The service collection.</param>
    /// <param name="connection">Gets the connection; called once.</param>
    /// <param name="configure">Sets the options; called once. <see cref="RedisOptions.TokenProtector"/> is required.</param>
    /// <returns>The service collection.</returns>
    public static IServiceCollection AddIdentitySdkRedis(
        this IServiceCollection services, Func<IServiceProvider, IConnectionMultiplexer> connection, Action<IServiceProvider, RedisOptions> configure)
    {
        _ = connection ?? throw new ArgumentNullException(nameof(connection));
        Register(services, configure);
        services.AddSingleton(provider => RedisConnection.Borrow(connection(provider)));
        return services;
    }

    /// <inheritdoc cref="AddIdentitySdkRedis(IServiceCollection, Func{IServiceProvider, IConnectionMultiplexer}, Action{IServiceProvider, RedisOptions})"/>
    public static IServiceCollection AddIdentitySdkRedis(
        this IServiceCollection services, Func<IServiceProvider, IConnectionMultiplexer> connection, Action<RedisOptions> configure) =>
        services.AddIdentitySdkRedis(connection, IgnoreProvider(configure));

    private static void Register(IServiceCollection services, Action<IServiceProvider, RedisOptions> configure)
    {
        _ = services ?? throw new ArgumentNullException(nameof(services));
        _ = configure ?? throw new ArgumentNullException(nameof(configure));
        services.AddSingleton(provider =>
        {
            var options = new RedisOptions { LoggerFactory = provider.GetService<ILoggerFactory>() };
            configure(provider, options);
            return options.CopyChecked();
        });
        services.AddSingleton(static provider => new RedisRateLimitStore(Connect(provider), provider.GetRequiredService<RedisOptions>()));
        services.AddSingleton(static provider => new RedisTokenCache(Connect(provider), provider.GetRequiredService<RedisOptions>()));
        services.TryAddSingleton<IRateLimitStore>(static provider => provider.GetRequiredService<RedisRateLimitStore>());
        services.TryAddSingleton<ITokenCache>(static provider => provider.GetRequiredService<RedisTokenCache>());
    }

    /// <summary>Starts to connect, so that the first call finds a connection.</summary>
    private static Func<Task<IConnectionMultiplexer>> Connect(IServiceProvider provider)
    {
        var connection = provider.GetRequiredService<RedisConnection>();
        _ = connection.GetAsync();
        return connection.GetAsync;
    }

    /// <summary>An unreachable Redis is connected to in the background.</summary>
    private static ConfigurationOptions Parse(string configuration)
    {
        if (string.IsNullOrWhiteSpace(configuration))
        {
            throw new ArgumentException("The connection string is missing.", nameof(configuration));
        }

        try
        {
            var parsed = ConfigurationOptions.Parse(configuration);
            parsed.AbortOnConnectFail = false;
            return parsed.EndPoints.Count > 0 ? parsed : throw new ArgumentException("The connection string names no server.", nameof(configuration));
        }
        catch (Exception exception) when (exception is not ArgumentException { ParamName: nameof(configuration) })
        {
            // The message may quote the connection string with its password.
            throw new ArgumentException($"The connection string is not one of StackExchange.Redis ({exception.GetType().Name}).", nameof(configuration));
        }
    }

    private static Action<IServiceProvider, RedisOptions> IgnoreProvider(Action<RedisOptions> configure) =>
        configure is null ? throw new ArgumentNullException(nameof(configure)) : (_, options) => configure(options);
}
