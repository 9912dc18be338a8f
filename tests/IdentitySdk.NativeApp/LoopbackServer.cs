using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IdentitySdk.NativeApp;

/// <summary>A minimal server for three vendors, over HTTP.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _loop;

    private LoopbackServer(int port)
    {
        Address = new Uri($"http://127.0.0.1:{port}/");
        _listener.Prefixes.Add(Address.AbsoluteUri);
        _listener.Start();
        _loop = RunAsync();
    }

    public Uri Address { get; }

    public static LoopbackServer Start()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        return new LoopbackServer(port);
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _loop;
    }

    private async Task RunAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                await RespondAsync(await _listener.GetContextAsync());
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task RespondAsync(HttpListenerContext context)
    {
        using var reader = new StreamReader(context.Request.InputStream);
        await reader.ReadToEndAsync();
        var address = context.Request.Url!;
        var (status, body) = Respond(context.Request.HttpMethod, address.AbsolutePath, address.Query, context.Response.Headers);
        var bytes = Encoding.UTF8.GetBytes(body);
        (context.Response.StatusCode, context.Response.ContentType, context.Response.ContentLength64) = (status, "application/json", bytes.Length);
        await context.Response.OutputStream.WriteAsync(bytes);
        context.Response.Close();
    }

    private (int Status, string Body) Respond(string method, string path, string query, WebHeaderCollection headers)
    {
        switch (method, path)
        {
            case ("GET", "/api/v1/users") when !query.Contains("after=2", StringComparison.Ordinal):
                headers.Add("Link", $"<{Address}api/v1/users?after=2>; rel=\"next\"");
                return (200, """[{"id":"00u1","status":"ACTIVE","created":"2024-01-02T03:04:05.000Z","profile":{"login":"ada"}}]""");
            case ("GET", "/api/v1/users"):
                return (200, """[{"id":"00u2","status":"A_NEW_STATUS","profile":{"login":"bob"}}]""");
            case ("POST", "/api/v1/users/00u1"):
                return (200, """{"id":"00u1","profile":{"login":"ada","title":"Countess","custom":"kept"}}""");
            case ("GET", "/api/v1/users/none"):
                return (404, """{"errorCode":"E0000007","errorSummary":"Not found: Resource not found: none (User)","errorId":"oae1","errorCauses":[]}""");
            case ("POST", "/oauth2/v1/token"):
                return (200, """{"token_type":"DPoP","expires_in":3600,"access_token":"bound","scope":"okta.users.read"}""");
            case ("POST", "/auth/oauth2/v2/token"):
                return (200, """{"access_token":"issued","created_at":"2099-01-01T00:00:00Z","expires_in":36000,"refresh_token":"r","token_type":"bearer","account_id":1}""");
            case ("GET", "/api/1/users"):
                return (200, """{"status":{"error":false,"code":200,"type":"success","message":"Success"},"pagination":{"after_cursor":null},"data":[{"id":1,"username":"ada"}]}""");
            case ("GET", "/users") when query.Contains("previous_email=ada", StringComparison.Ordinal):
                return (200, """{"users":[],"limit":500}""");
            case ("GET", "/users"):
                return (200, """{"users":[{"id":"1","email":"ada@example.com"}],"limit":500,"next_page_email":"ada@example.com"}""");
            default:
                return (500, $$"""{"errorCode":"E0000009","errorSummary":"{{method}} {{path}} is not known here"}""");
        }
    }
}
