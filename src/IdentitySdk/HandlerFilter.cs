using IdentitySdk.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;

namespace IdentitySdk;

/// <summary>Removes the resilience handlers that a vendor's client inherits from the host's defaults, and adds a guard next to the transport.</summary>
internal sealed class HandlerFilter(IServiceProvider provider) : IHttpMessageHandlerBuilderFilter
{
    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        next(builder);
        if (builder.Name?.StartsWith("IdentitySdk.", StringComparison.Ordinal) == true && provider.GetKeyedService<ApiClient>(builder.Name) is { } api)
        {
            if (!api.Options.KeepInheritedHandlers)
            {
                RemoveInherited(builder, api);
            }

            builder.AdditionalHandlers.Add(new SingleSendHandler());
        }
    };

    /// <summary>Handlers before the SDK's own were added before the client was registered, by the host's defaults.</summary>
    private static void RemoveInherited(HttpMessageHandlerBuilder builder, ApiClient api)
    {
        var inherited = builder.AdditionalHandlers.TakeWhile(static handler => handler is not SingleEntryHandler).Where(IsResilience).ToList();
        if (inherited.Count == 0)
        {
            return;
        }

        foreach (var handler in inherited)
        {
            builder.AdditionalHandlers.Remove(handler);
        }

        Log.HandlersRemoved(api.Pipeline.Logger, api.Vendor.Name, builder.Name!, string.Join(", ", inherited.Select(static handler => handler.GetType().Name)));
    }

    private static bool IsResilience(DelegatingHandler handler) =>
        handler is PolicyHttpMessageHandler
        || (handler.GetType().FullName is { } name
            && (name.StartsWith("Microsoft.Extensions.Http.Resilience.", StringComparison.Ordinal) || name.StartsWith("Polly.", StringComparison.Ordinal)));
}
