using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using IdentitySdk.Okta;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Tests.Hosts;

/// <summary>An ASP.NET Core application on loopback that returns the users it receives, with minimal APIs and with MVC.</summary>
internal sealed class WebHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _client;

    private WebHost(WebApplication app)
    {
        _app = app;
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        _client = new HttpClient { BaseAddress = new Uri(address) };
    }

    public static async Task<WebHost> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.ConfigureHttpJsonOptions(static options => options.SerializerOptions.Encoder = JavaScriptEncoder.Default);
        builder.Services.AddControllers().AddApplicationPart(typeof(UsersController).Assembly)
            .AddJsonOptions(static options => options.JsonSerializerOptions.Encoder = JavaScriptEncoder.Default);
        var app = builder.Build();
        app.MapControllers();
        app.MapPatch("/minimal", (User body) => body);
        app.MapPut("/minimal", (List<OneLogin.User> body) => TypedResults.Ok(body));
        app.MapPost("/pages", (Page<JToken> body) => body);
        app.MapPost("/statuses", (Dictionary<UserStatus, int> body) => body);
        await app.StartAsync().ConfigureAwait(false);
        return new WebHost(app);
    }

    public async Task<(HttpStatusCode Status, string Body)> SendAsync(HttpMethod method, string path, string json)
    {
        using var request = new HttpRequestMessage(method, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        using var response = await _client.SendAsync(request).ConfigureAwait(false);
        return (response.StatusCode, await response.Content.ReadAsStringAsync().ConfigureAwait(false));
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync().ConfigureAwait(false);
    }
}
