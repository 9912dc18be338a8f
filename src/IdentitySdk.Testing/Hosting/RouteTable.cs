namespace IdentitySdk.Testing.Hosting;

/// <summary>The operations of one vendor. Segments are compared before they are unescaped, so that an escaped slash does not separate segments.</summary>
internal sealed class RouteTable
{
    private readonly List<Route> _routes = [];

    public void Add(string method, string template, Func<RequestContext, EmulatorResponse> handler) =>
        Add(new Route(method, template) { Handler = handler });

    /// <summary>Adds a POST without authentication, such as the token endpoint.</summary>
    public void AddAnonymous(string template, Func<RequestContext, ValueTask<EmulatorResponse>> handler, bool isTokenEndpoint = true) =>
        Add(new Route("POST", template) { AnonymousHandler = handler, IsTokenEndpoint = isTokenEndpoint });

    private void Add(Route route)
    {
        // Literal segments have precedence: /users/org_user_roles is an operation, not a user.
        var index = _routes.FindIndex(other => other.Literals < route.Literals);
        _routes.Insert(index < 0 ? _routes.Count : index, route);
    }

    public (Route? Route, IReadOnlyDictionary<string, string> Values, bool PathExists) Match(string method, string path)
    {
        var segments = Split(path);
        var pathExists = false;
        foreach (var route in _routes)
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
