namespace IdentitySdk.Testing.Hosting;

internal delegate ValueTask<Reply> RouteHandler(Call call);

/// <summary>An operation: verb, path template, what answers it.</summary>
internal sealed record Route(string Method, string Template, RouteHandler Handler)
{
    private readonly string[] segments = RouteTable.Split(Template);

    /// <summary>Answered without looking at the credential; the handler does that itself.</summary>
    public bool IsAnonymous { get; init; }

    public bool IsTokenEndpoint { get; init; }

    public int Literals => segments.Count(segment => segment[0] != '{');

    public bool TryMatch(string[] path, out Dictionary<string, string> values)
    {
        values = [];
        if (path.Length != segments.Length)
        {
            return false;
        }

        for (var i = 0; i < segments.Length; i++)
        {
            if (segments[i][0] == '{')
            {
                values[segments[i][1..^1]] = Uri.UnescapeDataString(path[i]);
            }
            else if (!string.Equals(segments[i], path[i], StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>The operations of one vendor. Segments are compared before they are unescaped, so an escaped slash stays inside its segment.</summary>
internal sealed class RouteTable
{
    private readonly List<Route> routes = [];

    public void Add(string method, string template, Func<Call, Reply> handler) =>
        Add(new Route(method, template, call => ValueTask.FromResult(handler(call))));

    public void Add(Route route)
    {
        // Literal segments win: /users/org_user_roles is an operation, not a user.
        var index = routes.FindIndex(other => other.Literals < route.Literals);
        routes.Insert(index < 0 ? routes.Count : index, route);
    }

    public (Route? Route, IReadOnlyDictionary<string, string> Values, bool PathExists) Match(string method, string path)
    {
        var segments = Split(path);
        var pathExists = false;
        foreach (var route in routes)
        {
            if (!route.TryMatch(segments, out var values))
            {
                continue;
            }

            if (string.Equals(route.Method, method, StringComparison.Ordinal))
            {
                return (route, values, true);
            }

            pathExists = true;
        }

        return (null, new Dictionary<string, string>(), pathExists);
    }

    public static string[] Split(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);
}
