using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IdentitySdk.Tests.Readme;

/// <summary>A server with Okta's group memberships, which the SDK has no methods for: pages of two, a concurrency limit, and tokens for a few calls each.</summary>
internal sealed class GroupServer : IAsyncDisposable
{
    private const int CallsPerToken = 3;
    private readonly WebApplication _app;
    private readonly Lock _lock = new();
    private readonly SortedSet<string> _members = new(StringComparer.Ordinal);
    private int _tokens;
    private int _calls;

    private GroupServer(WebApplication app) => _app = app;

    public Uri BaseAddress => new(_app.Urls.Single());

    /// <summary>The statuses of all responses, in order.</summary>
    public List<int> Statuses { get; } = [];

    /// <summary>The methods, paths and queries of the successful requests.</summary>
    public List<string> Done { get; } = [];

    public IReadOnlyCollection<string> Members => _members;

    public static async Task<GroupServer> StartAsync(params string[] members)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new GroupServer(app);
        server._members.UnionWith(members);
        app.Run(server.RespondAsync);
        await app.StartAsync();
        return server;
    }

    /// <summary>Issues a token, and revokes all earlier ones.</summary>
    public AccessToken IssueToken()
    {
        lock (_lock)
        {
            _calls = 0;
            return new AccessToken($"token-{++_tokens}");
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task RespondAsync(HttpContext context)
    {
        var (status, body) = (0, "");
        lock (_lock)
        {
            (status, body) = Respond(context.Request, context.Response);
            Statuses.Add(status);
            if (status < 300)
            {
                Done.Add($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}");
            }
        }

        context.Response.StatusCode = status;
        if (body.Length > 0)
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(body);
        }
    }

    private (int Status, string Body) Respond(HttpRequest request, HttpResponse response)
    {
        if (request.Headers.Authorization != $"Bearer token-{_tokens}" || _calls++ >= CallsPerToken)
        {
            return (401, Error("E0000011"));
        }

        if (Statuses.Count(status => status == 429) < Statuses.Count / 5)
        {
            // Okta's concurrency limit, whose reset time is not reliable.
            response.Headers["X-Rate-Limit-Limit"] = response.Headers["X-Rate-Limit-Remaining"] = "0";
            response.Headers["X-Rate-Limit-Reset"] = "0";
            return (429, Error("E0000047"));
        }

        return request.Path.Value!.Split('/') is ["", "api", "v1", "groups", "00g1", "users", .. var rest]
            ? (request.Method, rest) switch
            {
                ("GET", []) => (200, Page(request, response)),
                ("PUT", [var id]) => NoContent(_members.Add(id)),
                ("DELETE", [var id]) => NoContent(_members.Remove(id)),
                _ => (404, Error("E0000007")),
            }
            : (404, Error("E0000007"));
    }

    private string Page(HttpRequest request, HttpResponse response)
    {
        var rest = _members.Where(id => string.CompareOrdinal(id, request.Query["after"]) > 0).ToList();
        if (rest.Count > 2)
        {
            response.Headers.Link = $"<{BaseAddress}api/v1/groups/00g1/users?after={rest[1]}>; rel=\"next\"";
        }

        return $"[{string.Join(",", rest.Take(2).Select(static id => $$$"""{"id":"{{{id}}}","status":"ACTIVE","profile":{"login":"{{{id}}}@example.com"}}"""))}]";
    }

    /// <summary>Okta's response is the same whether or not something changed.</summary>
    private static (int Status, string Body) NoContent(bool isChanged) => (204, "");

    private static string Error(string code) => $$"""{"errorCode":"{{code}}","errorSummary":"x","errorCauses":[]}""";
}
